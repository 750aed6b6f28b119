package io.mintmark.api;

import io.mintmark.device.StoreFullException;
import io.mintmark.device.StoreOverloadedException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Finds the problem document for whatever ended a request. What is not expected here is a bug or a
/// broken neighbour: it goes to the log under a reference, and only the reference goes out.
final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static Problem of(Throwable fault) {
    ProblemException ours = within(fault);
    if (ours != null) {
      return ours.problem();
    }
    return switch (fault) {
      case StoreOverloadedException _ ->
          Problem.of(ProblemCode.OVERLOADED, "Repeat the request in a second.").withRetryAfter(1);
      case StoreFullException _ ->
          Problem.of(
              ProblemCode.STORE_FULL,
              "Nothing was stored. Make room on the disk of the database, then repeat the request.");
      case HttpMessageNotReadableException e -> BodyFaults.of(e);
      case MethodArgumentTypeMismatchException e -> ofParameter(e);
      case MissingServletRequestParameterException e ->
          Problem.of(
              ProblemCode.BAD_REQUEST,
              "The query parameter '" + e.getParameterName() + "' is missing.");
      case HttpMediaTypeNotSupportedException e ->
          Problem.of(
              ProblemCode.MEDIA_TYPE_UNSUPPORTED,
              "Send one of: " + joined(e.getSupportedMediaTypes()) + ".");
      case HttpMediaTypeNotAcceptableException e ->
          Problem.of(
              ProblemCode.NOT_ACCEPTABLE,
              "The answer has one of: " + joined(e.getSupportedMediaTypes()) + ".");
      case HttpRequestMethodNotSupportedException e -> ofMethod(e);
      case ErrorResponse e -> ofStatus(e.getStatusCode().value(), fault);
      default -> internal(fault);
    };
  }

  /// For what the web server refuses before any of our code sees it.
  static Problem ofStatus(int status, @Nullable Throwable fault) {
    return switch (status) {
      case 404 -> Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this path.");
      case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This path has other methods.");
      case 413 -> Problem.of(ProblemCode.TOO_LARGE, "Send less.");
      default ->
          // 501 and 505: a transfer coding or a version of HTTP that nobody has.
          status < 500 || status == 501 || status == 505
              ? Problem.of(
                  ProblemCode.BAD_REQUEST,
                  "The request line or a header is not what HTTP allows; check the path's encoding.")
              : internal(fault);
    };
  }

  static Problem internal(@Nullable Throwable fault) {
    String reference = UUID.randomUUID().toString();
    LOG.error("a request failed, reference {}", reference, fault);
    return Problem.of(
            ProblemCode.INTERNAL,
            "Repeat it later; if it stays, give the reference to whoever runs the server.")
        .withReference(reference);
  }

  /// One that a body's own constructor threw arrives wrapped by the JSON reader.
  private static @Nullable ProblemException within(Throwable fault) {
    Throwable at = fault;
    for (int depth = 0; at != null && depth < 8; depth++) {
      if (at instanceof ProblemException ours) {
        return ours;
      }
      at = at.getCause();
    }
    return null;
  }

  private static Problem ofParameter(MethodArgumentTypeMismatchException e) {
    Class<?> type = Objects.requireNonNullElse(e.getRequiredType(), Object.class);
    return Problem.of(
        ProblemCode.BAD_REQUEST,
        "The parameter '%s' is not %s.".formatted(e.getName(), BodyFaults.describe(type)));
  }

  private static Problem ofMethod(HttpRequestMethodNotSupportedException e) {
    String[] allowed = Objects.requireNonNullElse(e.getSupportedMethods(), new String[0]);
    return Problem.of(
        ProblemCode.METHOD_NOT_ALLOWED,
        allowed.length == 0
            ? "This path has other methods."
            : "This path has: " + String.join(", ", allowed).toUpperCase(Locale.ROOT) + ".");
  }

  private static String joined(List<MediaType> types) {
    return types.isEmpty()
        ? "application/json"
        : types.stream().map(MediaType::toString).collect(Collectors.joining(", "));
  }
}
