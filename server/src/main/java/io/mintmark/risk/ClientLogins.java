package io.mintmark.risk;

import io.mintmark.device.DeviceIdentity;
import java.util.List;

/// The stored latest login of each DeviceClient. Calls block until done and durable.
public interface ClientLogins {

  /// Puts these in the place of older ones, all or none; those of devices that are gone are left
  /// out.
  void put(List<ClientLogin> logins);

  /// Of all DeviceClients of a name that were seen.
  List<ClientLogin> ofName(DeviceIdentity identity);
}
