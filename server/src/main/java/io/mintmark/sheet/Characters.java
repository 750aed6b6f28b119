package io.mintmark.sheet;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Characters that people took for others: full width, invisible, or of another alphabet.
final class Characters {

  /// Letters and marks that look like the ones below them, from Unicode's table of confusables.
  private static final Map<Character, Character> LOOK_ALIKES =
      pairs(
          "АВЕЅІЈКМНОРСТХҮасеоріјѕхуһԁԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιѵ" + "‐‑‒–—−﹘：﹕",
          "ABESIJKMHOPCTXYaceopijsxyhdqw" + "ABEZHIKMNOPTYXoviv" + "-------::");

  private Characters() {}

  /// The half-width character of a full-width one.
  static Optional<Character> halfWidth(char c) {
    return c >= '\uFF01' && c <= '\uFF5E' ? Optional.of((char) (c - 0xFEE0)) : Optional.empty();
  }

  /// The plain character that this one looks like.
  static Optional<Character> plain(char c) {
    return Optional.ofNullable(LOOK_ALIKES.get(c));
  }

  /// Takes no place on the screen, or that of a space which cannot be told from a plain one.
  static boolean isInvisible(char c) {
    return c == '\u00A0'
        || c == '\u202F'
        || c == '\u2007'
        || c == '\u3164'
        || (Character.getType(c) == Character.FORMAT)
        || (c >= '\uFE00' && c <= '\uFE0F')
        || (c < ' ' && c != '\t' && c != 0)
        || (c >= 127 && c < '\u00A0');
  }

  /// A space that can be seen between other characters.
  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || (c != '\u00A0' && Character.isSpaceChar(c) && !isInvisible(c));
  }

  private static Map<Character, Character> pairs(String strange, String plain) {
    var pairs = new HashMap<Character, Character>();
    if (strange.length() != plain.length()) {
      throw new IllegalStateException("look-alikes do not pair");
    }
    for (int i = 0; i < strange.length(); i++) {
      pairs.put(strange.charAt(i), plain.charAt(i));
    }
    return Map.copyOf(pairs);
  }
}
