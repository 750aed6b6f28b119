package io.mintmark.device;

import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// [Identities] in memory, for feature tests; a fault can be made to happen, and something can be
/// made to happen between a read and the write that follows it.
public final class MemoryIdentities implements Identities {

  private final Map<ProductKey, Product> products = new ConcurrentHashMap<>();
  private final Map<DeviceIdentity, Device> devices = new ConcurrentHashMap<>();
  private Runnable beforeWrite = () -> {};
  private Optional<RuntimeException> fault = Optional.empty();

  public void put(Product product) {
    products.put(product.key(), product);
  }

  public void put(Device device) {
    devices.put(device.identity(), device);
  }

  public void remove(DeviceIdentity identity) {
    devices.remove(identity);
  }

  public Device device(DeviceIdentity identity) {
    return devices.get(identity);
  }

  /// Runs once, before the next write looks at the device.
  public void beforeNextWrite(Runnable act) {
    beforeWrite = act;
  }

  /// Every write fails with this from now on.
  public void failWritesWith(RuntimeException exception) {
    fault = Optional.of(exception);
  }

  @Override
  public CompletionStage<Optional<Listing>> find(DeviceIdentity identity) {
    return CompletableFuture.completedFuture(
        Optional.ofNullable(products.get(identity.product()))
            .map(product -> new Listing(product, Optional.ofNullable(devices.get(identity)))));
  }

  @Override
  public CompletionStage<Boolean> markRegistered(Device seen, int secretVersion, Instant at) {
    return write(
        seen,
        now -> now.registrationBar().isEmpty(),
        now -> with(now, now.resetPending(), secretVersion, at, now.activatedAt()));
  }

  @Override
  public CompletionStage<Creation> create(Device fresh, int unlistedNames) {
    runBeforeWrite();
    if (fault.isPresent()) {
      return CompletableFuture.failedFuture(fault.get());
    }
    if (devices.containsKey(fresh.identity())) {
      return CompletableFuture.completedFuture(Creation.NAME_TAKEN);
    }
    long names = devices.values().stream().filter(Device::isUnlisted).count();
    if (names >= unlistedNames) {
      return CompletableFuture.completedFuture(Creation.TOO_MANY_NAMES);
    }
    devices.put(fresh.identity(), fresh);
    return CompletableFuture.completedFuture(Creation.CREATED);
  }

  @Override
  public CompletionStage<Boolean> markActivated(Device seen, Instant at) {
    return write(
        seen,
        now -> now.enabled() && !now.held(),
        now ->
            with(
                now,
                false,
                now.registeredWith(),
                now.registeredAt(),
                now.activatedAt() == null ? at : now.activatedAt()));
  }

  private CompletionStage<Boolean> write(
      Device seen,
      java.util.function.Predicate<Device> allowed,
      java.util.function.UnaryOperator<Device> change) {
    runBeforeWrite();
    if (fault.isPresent()) {
      return CompletableFuture.failedFuture(fault.get());
    }
    Device now = devices.get(seen.identity());
    boolean done = now != null && now.secret().equals(seen.secret()) && allowed.test(now);
    if (done) {
      devices.put(seen.identity(), change.apply(now));
    }
    return CompletableFuture.completedFuture(done);
  }

  private void runBeforeWrite() {
    Runnable act = beforeWrite;
    beforeWrite = () -> {};
    act.run();
  }

  private static Device with(
      Device device,
      boolean resetPending,
      int registeredWith,
      Instant registeredAt,
      Instant activatedAt) {
    return new Device(
        device.identity(),
        device.batch(),
        device.secret(),
        device.enabled(),
        device.held(),
        resetPending,
        registeredWith,
        device.createdAt(),
        registeredAt,
        activatedAt);
  }
}
