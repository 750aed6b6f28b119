package io.mintmark.gateway;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// [Topology] in memory, for feature tests; it trusts that the devices are as they were seen.
public final class MemoryTopology implements Topology {

  private final Map<DeviceIdentity, DeviceIdentity> gateways = new ConcurrentHashMap<>();
  private Runnable beforeWrite = () -> {};

  /// Runs once, before the next binding is written.
  public void beforeNextWrite(Runnable act) {
    beforeWrite = act;
  }

  public void put(DeviceIdentity gateway, DeviceIdentity subDevice) {
    gateways.put(subDevice, gateway);
  }

  @Override
  public CompletionStage<Optional<DeviceIdentity>> gatewayOf(DeviceIdentity subDevice) {
    return CompletableFuture.completedFuture(Optional.ofNullable(gateways.get(subDevice)));
  }

  @Override
  public CompletionStage<List<DeviceIdentity>> subDevicesOf(DeviceIdentity gateway) {
    return CompletableFuture.completedFuture(
        gateways.entrySet().stream()
            .filter(entry -> entry.getValue().equals(gateway))
            .map(Map.Entry::getKey)
            .sorted(Comparator.comparing(DeviceIdentity::toString))
            .toList());
  }

  @Override
  public CompletionStage<Boolean> bind(
      DeviceIdentity gateway, Device seen, @Nullable DeviceIdentity from, Instant at) {
    Runnable act = beforeWrite;
    beforeWrite = () -> {};
    act.run();
    if (!Objects.equals(gateways.get(seen.identity()), from)) {
      return CompletableFuture.completedFuture(false);
    }
    gateways.put(seen.identity(), gateway);
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public CompletionStage<Boolean> unbind(DeviceIdentity gateway, DeviceIdentity subDevice) {
    return CompletableFuture.completedFuture(gateways.remove(subDevice, gateway));
  }

  @Override
  public CompletionStage<Integer> unbindAllOf(DeviceIdentity gateway) {
    int before = gateways.size();
    gateways.values().removeIf(gateway::equals);
    return CompletableFuture.completedFuture(before - gateways.size());
  }
}
