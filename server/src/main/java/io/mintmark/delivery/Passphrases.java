package io.mintmark.delivery;

import io.mintmark.vault.SecretText;
import java.security.SecureRandom;

/// Passphrases of packages. A ZIP's key is derived from its passphrase in a thousand rounds only,
/// so that the passphrase itself must be beyond guessing: one made up here has 120 random bits.
final class Passphrases {

  static final int SHORTEST = 16;
  static final int LONGEST = 128;

  /// Letters and digits that cannot be taken for one another.
  private static final String CLEAR = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int LENGTH = 24;

  private Passphrases() {}

  /// Six groups of four characters, easy to read out.
  static SecretText makeUp(SecureRandom random) {
    var text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      text.append(i > 0 && i % 4 == 0 ? "-" : "").append(CLEAR.charAt(random.nextInt(32)));
    }
    return SecretText.of(text.toString());
  }

  /// Whether it can be typed into any ZIP program, and is not short.
  static boolean isFit(SecretText passphrase) {
    String text = passphrase.expose();
    return text.length() >= SHORTEST
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
