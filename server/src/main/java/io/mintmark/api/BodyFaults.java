package io.mintmark.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Says what is wrong with a JSON body. Only names of properties, types and places are told: the
/// values may be secrets, and the JSON reader's own messages quote them.
final class BodyFaults {

  private static final int NAME_LIMIT = 64;

  private BodyFaults() {}

  static Problem of(HttpMessageNotReadableException fault) {
    return switch (fault.getCause()) {
      case StreamConstraintsException _ ->
          Problem.of(
              ProblemCode.TOO_LARGE,
              "A JSON body has at most %d bytes.".formatted(JsonForm.MAX_BODY_BYTES));
      case UnrecognizedPropertyException e -> bad(unknownProperty(e));
      case MismatchedInputException e -> bad(wrongType(e, e.getTargetType()));
      case InputCoercionException e -> bad(wrongType(e, e.getTargetType()));
      case StreamReadException e ->
          bad(
              "The body is not JSON: see line %d, column %d."
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
      case null, default -> bad("Send a JSON object as the body.");
    };
  }

  /// What a value of `type` looks like, to follow "is not".
  static String describe(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number in its range";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == Instant.class) {
      return "a time like 2026-01-31T08:00:00Z";
    }
    return type == String.class ? "a text" : "of the documented form";
  }

  private static String unknownProperty(UnrecognizedPropertyException e) {
    var known = e.getKnownPropertyIds();
    String expected =
        known == null || known.isEmpty()
            ? ""
            : known.stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", ", "; it has ", ""));
    return "The body has no property '%s'%s.".formatted(cut(e.getPropertyName()), expected);
  }

  private static String wrongType(JacksonException e, @Nullable Class<?> type) {
    String what = type == null ? "of the documented form" : describe(type);
    String where = place(e);
    return where.isEmpty()
        ? "The body is not the JSON object that is expected."
        : "The property '%s' is not %s.".formatted(where, what);
  }

  private static String place(JacksonException e) {
    return e.getPath().stream()
        .map(BodyFaults::step)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining("."));
  }

  private static String step(JacksonException.Reference at) {
    String name = at.getPropertyName();
    return name == null ? "" : cut(name);
  }

  private static String cut(@Nullable String name) {
    if (name == null) {
      return "";
    }
    return name.length() <= NAME_LIMIT ? name : name.substring(0, NAME_LIMIT) + "…";
  }

  private static Problem bad(String detail) {
    return Problem.of(ProblemCode.BAD_REQUEST, detail);
  }
}
