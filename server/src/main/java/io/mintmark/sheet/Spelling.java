package io.mintmark.sheet;

import io.mintmark.device.MacNotation;

/// Tells names apart as people and firmware do.
final class Spelling {

  private Spelling() {}

  /// The same for two names that look the same: for MAC addresses their bare digits, for others the
  /// name with O for 0, and l and I for 1.
  static String key(String name) {
    var mac = MacNotation.bare(name);
    if (mac.isPresent()) {
      return mac.get();
    }
    StringBuilder folded = null;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      char plain = folded(c);
      if (plain != c) {
        folded = folded == null ? new StringBuilder(name) : folded;
        folded.setCharAt(i, plain);
      }
    }
    return folded == null ? name : folded.toString();
  }

  /// Whether both are the same MAC address.
  static boolean sameMac(String one, String other) {
    var mac = MacNotation.bare(one);
    return mac.isPresent() && mac.equals(MacNotation.bare(other));
  }

  private static char folded(char c) {
    return switch (c) {
      case 'O', 'o' -> '0';
      case 'l', 'I' -> '1';
      default -> c;
    };
  }
}
