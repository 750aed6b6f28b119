package io.mintmark.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Whether the master key at hand is the one that this database was written under. Asked once at
/// start: with the wrong key every secret would fail to open, one device at a time, and new rows
/// would be sealed by a key that the old ones do not know.
public final class MasterKeyCheck {

  private static final String FACT = "master key check";

  private MasterKeyCheck() {}

  /// True for a database that is new, which then belongs to this key. What is stored is a keyed
  /// hash of a fixed text, which tells nothing about the key.
  public static boolean fits(Vault vault, Installation installation) {
    String expected = vault.tokenHash(FACT);
    var known = installation.find(FACT);
    if (known.isEmpty()) {
      installation.put(FACT, expected);
      return true;
    }
    return MessageDigest.isEqual(
        known.get().getBytes(StandardCharsets.US_ASCII),
        expected.getBytes(StandardCharsets.US_ASCII));
  }
}
