package io.mintmark.devicekit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps credentials while the process lives.
public final class MemoryCredentialStore implements CredentialStore {

  private final Map<DeviceIdentity, Credential> kept = new ConcurrentHashMap<>();

  @Override
  public Optional<Credential> find(DeviceIdentity identity) {
    return Optional.ofNullable(kept.get(identity));
  }

  @Override
  public void save(Credential credential) {
    kept.put(credential.identity(), credential);
  }

  @Override
  public void forget(DeviceIdentity identity) {
    kept.remove(identity);
  }
}
