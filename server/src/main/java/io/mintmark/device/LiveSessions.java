package io.mintmark.device;

import io.mintmark.product.ProductKey;
import java.util.concurrent.CompletionStage;

/// The sessions that devices hold open at the gate. Safe for any thread; nothing here blocks.
public interface LiveSessions {

  /// Closes the session of this device, if there is one, without a word to it: that is how both
  /// vendors' platforms do it.
  ///
  /// @param reason a stable word in capitals for the event log, such as `DEVICE_DISABLED`
  void close(DeviceIdentity identity, String reason);

  /// Closes the session of this device unless it belongs to the one DeviceClient that is kept.
  ///
  /// @param keptClientId of the DeviceClient whose session may stay
  /// @param reason as for [#close]
  void closeOthers(DeviceIdentity identity, String keptClientId, String reason);

  /// Whether the device has a live session at this server.
  boolean isOnline(DeviceIdentity identity);

  /// Whether the live session of this device is that of this DeviceClient.
  boolean isOnline(DeviceIdentity identity, String clientId);

  /// Tells a device something, QoS 0 and whether it subscribed or not. Nothing waits for a device:
  /// what cannot be handed to a live session at once is not sent.
  ///
  /// @return whether a live session at this server has taken it; the device may still be gone
  ///     before it reads it
  boolean tell(DeviceIdentity identity, Notice notice);

  /// Tells every device of a product that is online at this server, as [#tell] does.
  ///
  /// @return how many were told, once all have been; it never fails
  CompletionStage<Integer> broadcast(ProductKey product, Notice.Broadcast notice);
}
