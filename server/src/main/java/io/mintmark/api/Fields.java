package io.mintmark.api;

import org.jspecify.annotations.Nullable;

/// Checks of what a JSON body must hold, for the constructors of bodies.
final class Fields {

  private static final int NAME_LIMIT = 64;

  private Fields() {}

  static <T> T required(String property, @Nullable T value) {
    if (value == null) {
      throw ProblemException.badRequest("The property '" + property + "' is missing.");
    }
    return value;
  }

  /// A name that people read: 1 to 64 characters, none of them a control character.
  static String name(String property, @Nullable String value) {
    String name = required(property, value);
    if (name.isBlank()
        || name.length() > NAME_LIMIT
        || name.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.badRequest(
          "The property '%s' has 1 to %d printable characters.".formatted(property, NAME_LIMIT));
    }
    return name;
  }

  /// A text that people wrote, or none: without control characters but line ends and tabs.
  static void note(String property, @Nullable String value, int limit) {
    if (value != null
        && (value.length() > limit
            || value.chars().anyMatch(c -> Character.isISOControl(c) && "\n\r\t".indexOf(c) < 0))) {
      throw ProblemException.badRequest(
          "The property '%s' has at most %d printable characters.".formatted(property, limit));
    }
  }
}
