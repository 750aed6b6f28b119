package io.mintmark.dialect;

import io.mintmark.event.Origin;
import io.mintmark.login.ProvenIdentity;
import org.jspecify.annotations.Nullable;

/// The fields of an MQTT CONNECT that a dialect looks at.
///
/// @param protocolLevel 3 (`MQIsdp`), 4 or 5
/// @param username null if the flag is absent
/// @param password as UTF-8 text; null if the flag is absent
/// @param keepAliveSeconds 0 for none
/// @param proven whom the TLS handshake proved the peer to be; null if it proved nobody
public record Connect(
    int protocolLevel,
    String clientId,
    @Nullable String username,
    @Nullable String password,
    int keepAliveSeconds,
    Origin origin,
    @Nullable ProvenIdentity proven) {

  /// A CONNECT over a transport that proves nobody.
  public Connect(
      int protocolLevel,
      String clientId,
      @Nullable String username,
      @Nullable String password,
      int keepAliveSeconds,
      Origin origin) {
    this(protocolLevel, clientId, username, password, keepAliveSeconds, origin, null);
  }

  @Override
  public String toString() {
    return "Connect[level " + protocolLevel + ", " + clientId + "]";
  }
}
