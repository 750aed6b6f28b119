package io.mintmark.api;

import io.mintmark.vault.SecretText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.ParameterizableViewController;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/// Lets a request through to its operation if the operation is [Open] or the caller is known;
/// callers of a factory only if it is marked [ForFactories]. It asks the operation itself and not
/// the path, so that no spelling of a path gets around it; it comes before any body is read.
final class SignedInOnly implements HandlerInterceptor {

  private static final String SCHEME = "bearer ";

  private final Callers callers;

  SignedInOnly(Callers callers) {
    this.callers = callers;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (isOpen(handler)) {
      return true;
    }
    Caller caller =
        bearerToken(request)
            .flatMap(callers::find)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemCode.NOT_SIGNED_IN,
                        "Send 'Authorization: Bearer' with an API key, or with the token from"
                            + " POST /api/v1/sign-in; it may be over by now."));
    if (caller.factory().isPresent() && !isForFactories(handler)) {
      throw new ProblemException(ProblemCode.NOT_FOUND, "There is nothing at this path.");
    }
    request.setAttribute(Caller.ATTRIBUTE, caller);
    return true;
  }

  private static boolean isForFactories(Object handler) {
    return handler instanceof HandlerMethod method
        && method.hasMethodAnnotation(ForFactories.class);
  }

  private static boolean isOpen(Object handler) {
    return switch (handler) {
      case HandlerMethod method ->
          method.hasMethodAnnotation(Open.class)
              || method.getBeanType().getPackageName().startsWith("org.springdoc.");
      // The page to try the API out, and the way to it.
      case ResourceHttpRequestHandler _, ParameterizableViewController _ -> true;
      default -> false;
    };
  }

  private static Optional<SecretText> bearerToken(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    return Optional.of(SecretText.of(header.substring(SCHEME.length()).strip()));
  }
}
