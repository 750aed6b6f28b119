package io.mintmark.login;

import io.mintmark.vault.Proof;
import io.mintmark.vault.SecretText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a device shows to be let in.
public sealed interface Credential {

  /// A signature made with the DeviceSecret.
  ///
  /// @param expiresAt until when the device meant it to hold; null for "for ever"
  record Signature(Proof proof, @Nullable Instant expiresAt) implements Credential {}

  /// Nothing of its own: the TLS handshake below has proved who the device is.
  record Handshake() implements Credential {}

  /// The DeviceToken of an unlisted registration.
  record Token(String clientId, SecretText token) implements Credential {}
}
