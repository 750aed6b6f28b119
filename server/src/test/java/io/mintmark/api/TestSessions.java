package io.mintmark.api;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.LiveSessions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The gate's sessions without a gate.
final class TestSessions implements LiveSessions {

  private final Set<DeviceIdentity> online = ConcurrentHashMap.newKeySet();

  void open(DeviceIdentity identity) {
    online.add(identity);
  }

  @Override
  public void close(DeviceIdentity identity, String reason) {
    online.remove(identity);
  }

  @Override
  public boolean isOnline(DeviceIdentity identity) {
    return online.contains(identity);
  }
}
