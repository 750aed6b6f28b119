package io.mintmark.device;

import io.mintmark.event.Origin;
import org.jspecify.annotations.Nullable;

/// Is told when a login throws out a session that was still open. Called on event loops: it must
/// neither block nor fail.
public interface TakeOvers {

  /// Nobody wants to know.
  TakeOvers UNWATCHED = (_, _, _, _) -> {};

  /// A session was open, and a login of the same device, or DeviceClient, has taken its place.
  ///
  /// @param clientId the DeviceClient of both sessions; null for a device with its own secret.
  ///     Nothing is told of one DeviceClient that throws out another of its name
  /// @param loser of the session that is closed
  /// @param winner of the login
  void takenOver(DeviceIdentity identity, @Nullable String clientId, Origin loser, Origin winner);
}
