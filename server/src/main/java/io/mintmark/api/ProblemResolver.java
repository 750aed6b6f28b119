package io.mintmark.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/// The one place where a failed request gets its answer. Once part of an answer is on its way, the
/// exception goes on to the web server, which then cuts the connection: a reader must never take
/// half a file for a whole one.
final class ProblemResolver implements HandlerExceptionResolver {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);

  private final JsonMapper json;

  ProblemResolver(JsonMapper json) {
    this.json = json;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception fault) {
    if (response.isCommitted()) {
      return null;
    }
    Problem problem = Problems.of(fault);
    response.reset();
    StandardHeaders.apply(response);
    if (fault instanceof HttpRequestMethodNotSupportedException e
        && e.getSupportedMethods() != null) {
      response.setHeader("Allow", String.join(", ", e.getSupportedMethods()));
    }
    try {
      write(problem, response);
    } catch (IOException e) {
      LOG.debug("nobody waits for the problem any more", e);
    }
    return new ModelAndView();
  }

  /// Writes the document with the headers that belong to it.
  void write(Problem problem, HttpServletResponse response) throws IOException {
    response.setStatus(problem.status());
    if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"mintmark\"");
    }
    if (problem.retryAfterSeconds() != null) {
      response.setHeader("Retry-After", problem.retryAfterSeconds().toString());
    }
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }
}
