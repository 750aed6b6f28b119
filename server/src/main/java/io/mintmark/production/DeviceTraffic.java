package io.mintmark.production;

/// How much devices ask of the store, so that minting can stand back for them.
@FunctionalInterface
public interface DeviceTraffic {

  /// Nobody asks.
  DeviceTraffic NONE = () -> 0;

  /// Reads and writes that the device plane has begun since the start: about one for a login, two
  /// for a registration or a first login. For any thread.
  long calls();
}
