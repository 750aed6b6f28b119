package io.mintmark.devicekit;

import java.io.IOException;
import java.util.Optional;

/// Where devices keep what they were given at registration: the flash memory of real ones.
/// Implementations may be used by many devices at once, and may block.
public interface CredentialStore {

  Optional<Credential> find(DeviceIdentity identity) throws IOException;

  /// Replaces what was kept for this device. On return it survives whatever the store survives.
  void save(Credential credential) throws IOException;

  /// Factory reset. Forgetting what was never kept is no fault.
  void forget(DeviceIdentity identity) throws IOException;
}
