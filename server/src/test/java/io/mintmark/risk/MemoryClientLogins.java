package io.mintmark.risk;

import io.mintmark.device.DeviceIdentity;
import java.util.ArrayList;
import java.util.List;

/// [ClientLogins] in memory.
final class MemoryClientLogins implements ClientLogins {

  private final List<ClientLogin> logins = new ArrayList<>();

  @Override
  public synchronized void put(List<ClientLogin> newer) {
    for (ClientLogin login : newer) {
      logins.removeIf(
          old ->
              old.identity().equals(login.identity()) && old.clientId().equals(login.clientId()));
      logins.add(login);
    }
  }

  @Override
  public synchronized List<ClientLogin> ofName(DeviceIdentity identity) {
    return logins.stream().filter(login -> login.identity().equals(identity)).toList();
  }
}
