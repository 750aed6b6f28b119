package io.mintmark.device;

/// The sessions that devices hold open at the gate. Safe for any thread; nothing here blocks.
public interface LiveSessions {

  /// Closes the session of this device, if there is one, without a word to it: that is how both
  /// vendors' platforms do it.
  ///
  /// @param reason a stable word in capitals for the event log, such as `DEVICE_DISABLED`
  void close(DeviceIdentity identity, String reason);

  /// Whether the device has a live session at this server.
  boolean isOnline(DeviceIdentity identity);
}
