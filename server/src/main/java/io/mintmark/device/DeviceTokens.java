package io.mintmark.device;

import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// How DeviceTokens are kept and recognised: as a keyed hash that is bound to its row, so that one
/// copied to another row opens nothing there.
public final class DeviceTokens {

  private final Vault vault;

  /// Of the same length as a real one; no token has it.
  private final String decoyHash;

  public DeviceTokens(Vault vault) {
    this.vault = vault;
    this.decoyHash = "-".repeat(vault.tokenHash("").length());
  }

  /// What is stored of a token.
  public String hash(DeviceIdentity identity, String clientId, SecretText token) {
    return vault.tokenHash("device token|" + identity + "|" + clientId + "|" + token.expose());
  }

  /// Whether the token is the one that this DeviceClient was given. Costs the same if there is no
  /// such DeviceClient, and wherever the first difference lies.
  public boolean matches(
      DeviceIdentity identity, String clientId, SecretText token, Optional<DeviceClient> client) {
    String expected = client.map(DeviceClient::tokenHash).orElse(decoyHash);
    return MessageDigest.isEqual(bytes(hash(identity, clientId, token)), bytes(expected));
  }

  private static byte[] bytes(String hash) {
    return hash.getBytes(StandardCharsets.US_ASCII);
  }
}
