package io.mintmark.sheet;

import io.mintmark.device.MacNotation;
import java.util.Optional;

/// How a MAC address is written. Digits alone are no MAC address here: they are serial numbers far
/// more often.
///
/// @param notation the place of the notation in [MacNotation#of], in small letters
/// @param capitals whether its letters are capitals
record MacStyle(int notation, boolean capitals) {

  /// How many there are; see [#code].
  static final int CODES = 8;

  /// Empty if the text is no MAC address, or has no letters to tell its style by.
  static Optional<MacStyle> of(String text) {
    if (text.length() < 12 || text.length() > 17) {
      return Optional.empty();
    }
    boolean small = false;
    boolean capital = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      small |= c >= 'a' && c <= 'f';
      capital |= c >= 'A' && c <= 'F';
      if (c > 'f' || (c > 'F' && c < 'a')) {
        return Optional.empty();
      }
    }
    if (!small && !capital) {
      return Optional.empty();
    }
    boolean capitals = !small;
    return MacNotation.bare(text).map(_ -> new MacStyle(notation(text), capitals));
  }

  static MacStyle ofCode(int code) {
    return new MacStyle(code / 2 * 2, code % 2 == 1);
  }

  /// From 0 to [#CODES] - 1.
  int code() {
    return notation + (capitals ? 1 : 0);
  }

  /// The MAC address in this style.
  String write(String mac) {
    return MacNotation.of(mac).get(code());
  }

  private static int notation(String text) {
    return switch (text.charAt(2)) {
      case ':' -> 2;
      case '-' -> 4;
      default -> text.length() == 14 ? 6 : 0;
    };
  }
}
