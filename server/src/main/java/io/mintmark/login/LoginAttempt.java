package io.mintmark.login;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import io.mintmark.product.Dialect;
import io.mintmark.vault.Proof;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A device wants in, as its dialect read it from a CONNECT.
///
/// @param proof made with the DeviceSecret; null if the device counts on its handshake alone
/// @param proven whom the handshake below the CONNECT proved; null if it proved nobody
/// @param expiresAt until when the device meant its signature to hold; null for "for ever"
/// @param detail what the device told of itself (SDK, version), for the event log; null if nothing
public record LoginAttempt(
    DeviceIdentity identity,
    @Nullable Proof proof,
    @Nullable ProvenIdentity proven,
    @Nullable Instant expiresAt,
    Dialect dialect,
    Origin origin,
    @Nullable String detail) {

  public LoginAttempt {
    if (proof == null && proven == null) {
      throw new IllegalArgumentException("a login shows something");
    }
  }

  /// A login by signature alone.
  public LoginAttempt(
      DeviceIdentity identity,
      Proof proof,
      @Nullable Instant expiresAt,
      Dialect dialect,
      Origin origin,
      @Nullable String detail) {
    this(identity, proof, null, expiresAt, dialect, origin, detail);
  }
}
