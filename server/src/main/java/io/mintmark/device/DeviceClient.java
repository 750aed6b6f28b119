package io.mintmark.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One physical unit admitted under a DeviceName by unlisted registration (免预注册).
///
/// @param clientId made by this server, at most 69 plain letters and digits; names the unit within
///     its DeviceName
/// @param tokenHash keyed hash of its DeviceToken; the token itself is not kept
/// @param state whether it may still connect
/// @param firstConnectedAt its first login; null until then
public record DeviceClient(
    DeviceIdentity identity,
    String clientId,
    String tokenHash,
    State state,
    Instant registeredAt,
    @Nullable Instant firstConnectedAt) {

  /// Whether a DeviceClient may connect. There is no way back from a ban; the unit registers anew.
  public enum State {
    ACTIVE,
    BANNED
  }

  @Override
  public String toString() {
    return "DeviceClient[" + identity + ", " + clientId + ", " + state + "]";
  }
}
