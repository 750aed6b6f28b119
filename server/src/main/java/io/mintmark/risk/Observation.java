package io.mintmark.risk;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something out of the ordinary that the device plane has seen, to be looked at in peace.
sealed interface Observation {

  DeviceIdentity identity();

  Instant at();

  /// A login within seconds of one from another network.
  ///
  /// @param before address of the earlier one, by [Network]
  record LoginsAtOnce(
      DeviceIdentity identity,
      @Nullable String clientId,
      Origin origin,
      long before,
      @Nullable String sdk,
      Instant at)
      implements Observation {}

  /// A session was open, and a login from another network took it.
  ///
  /// @param loser address of the session that was closed, by [Network]
  record TakenOver(
      DeviceIdentity identity, @Nullable String clientId, long loser, Origin winner, Instant at)
      implements Observation {}

  /// A registration was refused because the device is activated.
  record AskedAgain(DeviceIdentity identity, Origin origin, Instant at) implements Observation {}

  /// A unit was admitted under a name.
  record UnitAdmitted(DeviceIdentity identity, String clientId, Origin origin, Instant at)
      implements Observation {}
}
