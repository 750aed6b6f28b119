package io.mintmark.login;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import io.mintmark.product.Dialect;
import org.jspecify.annotations.Nullable;

/// A device wants in, as its dialect read it from a CONNECT.
///
/// @param credential what it shows
/// @param proven whom the handshake below the CONNECT proved; null if it proved nobody
/// @param detail what the device told of itself (SDK, version), for the event log; null if nothing
public record LoginAttempt(
    DeviceIdentity identity,
    Credential credential,
    @Nullable ProvenIdentity proven,
    Dialect dialect,
    Origin origin,
    @Nullable String detail) {

  public LoginAttempt {
    if (credential instanceof Credential.Handshake && proven == null) {
      throw new IllegalArgumentException("a login shows something");
    }
  }

  /// A login over a transport that proves nobody.
  public LoginAttempt(
      DeviceIdentity identity,
      Credential credential,
      Dialect dialect,
      Origin origin,
      @Nullable String detail) {
    this(identity, credential, null, dialect, origin, detail);
  }
}
