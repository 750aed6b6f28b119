package io.mintmark.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A secret as a person or a device would write it. It never prints itself: only [#expose()] gives
/// the text, so that every place a secret leaves the house can be found by that word.
public final class SecretText {

  private final String text;

  private SecretText(String text) {
    this.text = text;
  }

  /// Takes the text as it is; nothing is trimmed or decoded.
  public static SecretText of(String text) {
    return new SecretText(text);
  }

  /// The secret itself. For sealing, for proving, and for the answer to whom it belongs; nothing
  /// else.
  public String expose() {
    return text;
  }

  /// The UTF-8 bytes of the secret, a fresh array each time.
  public byte[] exposeBytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Compares in constant time for texts of equal length.
  @Override
  public boolean equals(Object other) {
    return other instanceof SecretText that
        && MessageDigest.isEqual(exposeBytes(), that.exposeBytes());
  }

  @Override
  public int hashCode() {
    return 0; // a hash of a secret is a fact about it
  }

  @Override
  public String toString() {
    return "‹secret›";
  }
}
