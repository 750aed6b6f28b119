package io.mintmark.access;

import io.mintmark.vault.SecretText;
import java.security.SecureRandom;
import java.util.Base64;

/// Makes up ids, tokens and one-time passwords.
final class RandomTexts {

  /// Letters and digits that cannot be taken for one another.
  private static final String CLEAR = "abcdefghijkmnpqrstuvwxyz23456789";

  private final SecureRandom random;

  RandomTexts(SecureRandom random) {
    this.random = random;
  }

  /// Ten lower-case letters or digits.
  String id() {
    var text = new StringBuilder();
    random.ints(10, 0, 36).forEach(digit -> text.append(Character.forDigit(digit, 36)));
    return text.toString();
  }

  /// 256 random bits in base64url, 43 characters.
  String token() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Five groups of four characters, 100 random bits, easy to read off a screen.
  SecretText oneTimePassword() {
    var text = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      text.append(i > 0 && i % 4 == 0 ? "-" : "").append(CLEAR.charAt(random.nextInt(32)));
    }
    return SecretText.of(text.toString());
  }
}
