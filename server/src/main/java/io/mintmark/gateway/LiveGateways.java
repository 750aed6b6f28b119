package io.mintmark.gateway;

import io.mintmark.device.DeviceIdentity;

/// The sub-devices that are online through gateways at this server. Safe for any thread; nothing
/// here blocks.
public interface LiveGateways {

  /// Ends the session that a sub-device has through this gateway, if it has one; the gateway is
  /// told in its dialect's way that the sub-device is no longer its. A session that the device has
  /// by itself stays.
  void endThrough(DeviceIdentity gateway, DeviceIdentity subDevice);
}
