package io.mintmark.device;

import io.mintmark.product.ProductKey;
import io.mintmark.vault.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// [Devices] in memory, for feature tests that only look devices up.
public final class MemoryDevices implements Devices {

  private final TreeMap<String, Device> devices = new TreeMap<>();

  /// A device of this name; of one product, as all in here.
  public void put(DeviceIdentity identity) {
    devices.put(
        identity.name(),
        new Device(
            identity,
            new BatchId("b-0123456789"),
            Sealed.of(new byte[40]),
            true,
            false,
            false,
            0,
            Instant.EPOCH,
            null,
            null));
  }

  @Override
  public Optional<Device> find(DeviceIdentity identity) {
    return Optional.ofNullable(devices.get(identity.name()));
  }

  @Override
  public List<Device> page(ProductKey product, String prefix, @Nullable String after, int limit) {
    return devices.values().stream()
        .filter(device -> device.identity().name().startsWith(prefix))
        .filter(device -> after == null || device.identity().name().compareTo(after) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public Map<Integer, Long> countBySecretVersion(ProductKey product) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean setEnabled(DeviceIdentity identity, boolean enabled) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean reset(DeviceIdentity identity) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean delete(DeviceIdentity identity) {
    throw new UnsupportedOperationException();
  }
}
