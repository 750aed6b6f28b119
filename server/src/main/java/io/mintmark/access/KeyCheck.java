package io.mintmark.access;

import io.mintmark.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// Decides whether a token belongs to a stored key. An unknown key costs what a wrong token costs,
/// and a comparison takes the same time wherever the first difference lies.
final class KeyCheck {

  private final AccessKeys keys;
  private final Vault vault;

  /// Of the same length as a real one; no token has it.
  private final String decoyHash;

  KeyCheck(AccessKeys keys, Vault vault) {
    this.keys = keys;
    this.vault = vault;
    this.decoyHash = "-".repeat(vault.tokenHash("").length());
  }

  /// The key, if it is of this kind and the token is its own. Blocks for one read.
  Optional<AccessKey> check(String id, AccessKey.Kind kind, String token) {
    var key = keys.find(id).filter(found -> found.kind() == kind);
    var expected = key.map(AccessKey::tokenHash).orElse(decoyHash);
    boolean right = MessageDigest.isEqual(bytes(vault.tokenHash(token)), bytes(expected));
    return right ? key : Optional.empty();
  }

  private static byte[] bytes(String hash) {
    return hash.getBytes(StandardCharsets.US_ASCII);
  }
}
