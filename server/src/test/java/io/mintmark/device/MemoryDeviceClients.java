package io.mintmark.device;

import io.mintmark.device.DeviceClient.State;
import io.mintmark.device.Identities.Creation;
import io.mintmark.product.ProductKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// [DeviceClients] in memory, beside the devices of a [MemoryIdentities]; something can be made to
/// happen between a read and the write that follows it. For one thread.
public final class MemoryDeviceClients implements DeviceClients {

  private final MemoryIdentities identities;
  private final List<DeviceClient> clients = new ArrayList<>();
  private Runnable beforeWrite = () -> {};
  private Optional<RuntimeException> fault = Optional.empty();

  public MemoryDeviceClients(MemoryIdentities identities) {
    this.identities = identities;
  }

  /// Runs once, before the next write of the device plane.
  public void beforeNextWrite(Runnable act) {
    beforeWrite = act;
  }

  /// Every write of the device plane fails with this from now on.
  public void failWritesWith(RuntimeException exception) {
    fault = Optional.of(exception);
  }

  @Override
  public CompletionStage<Found> find(DeviceIdentity identity, String clientId) {
    return identities
        .find(identity)
        .thenApply(listing -> new Found(listing, one(identity, clientId)));
  }

  @Override
  public CompletionStage<Admission> admit(NewClient unit) {
    return write(() -> admission(unit));
  }

  private Admission admission(NewClient unit) {
    var device = identities.device(unit.identity());
    if (device == null) {
      var fresh =
          Device.unlisted(unit.identity(), unit.deviceSecret(), unit.secretVersion(), unit.at());
      var creation = identities.create(fresh, unit.unlistedNames()).toCompletableFuture().join();
      if (creation != Creation.CREATED) {
        return Admission.TOO_MANY_NAMES;
      }
    } else if (!device.isUnlisted()) {
      return Admission.NAME_IS_LISTED;
    } else if (!device.enabled()) {
      return Admission.DEVICE_DISABLED;
    } else if (device.held()) {
      return Admission.DEVICE_HELD;
    }
    if (live(unit.identity()) >= unit.clientsPerName()) {
      return Admission.TOO_MANY_CLIENTS;
    }
    clients.add(
        new DeviceClient(
            unit.identity(), unit.clientId(), unit.tokenHash(), State.ACTIVE, unit.at(), null));
    return Admission.ADMITTED;
  }

  @Override
  public CompletionStage<Boolean> markConnected(DeviceClient seen, Instant at) {
    return write(
        () -> {
          int place = clients.indexOf(seen);
          if (place < 0 || seen.state() != State.ACTIVE) {
            return false;
          }
          var device = identities.device(seen.identity());
          if (!identities.markActivated(device, at).toCompletableFuture().join()) {
            return false;
          }
          clients.set(
              place,
              new DeviceClient(
                  seen.identity(),
                  seen.clientId(),
                  seen.tokenHash(),
                  State.ACTIVE,
                  seen.registeredAt(),
                  seen.firstConnectedAt() == null ? at : seen.firstConnectedAt()));
          return true;
        });
  }

  private <T> CompletionStage<T> write(java.util.function.Supplier<T> work) {
    Runnable act = beforeWrite;
    beforeWrite = () -> {};
    act.run();
    return fault.isPresent()
        ? CompletableFuture.failedFuture(fault.get())
        : CompletableFuture.completedFuture(work.get());
  }

  @Override
  public List<DeviceClient> ofName(DeviceIdentity identity) {
    return clients.stream().filter(client -> client.identity().equals(identity)).toList();
  }

  @Override
  public List<DeviceIdentity> namesWithSeveral(ProductKey product, String after, int limit) {
    return clients.stream()
        .map(DeviceClient::identity)
        .distinct()
        .filter(identity -> identity.product().equals(product) && live(identity) > 1)
        .filter(identity -> after == null || identity.name().compareTo(after) > 0)
        .sorted(java.util.Comparator.comparing(DeviceIdentity::name))
        .limit(limit)
        .toList();
  }

  @Override
  public boolean keepOnly(DeviceIdentity identity, String clientId) {
    if (one(identity, clientId).filter(client -> client.state() == State.ACTIVE).isEmpty()) {
      return false;
    }
    ban(identity, clientId);
    return true;
  }

  @Override
  public int banAll(DeviceIdentity identity) {
    int live = (int) live(identity);
    ban(identity, "");
    return live;
  }

  private void ban(DeviceIdentity identity, String kept) {
    clients.replaceAll(
        client ->
            client.identity().equals(identity) && !client.clientId().equals(kept)
                ? new DeviceClient(
                    identity,
                    client.clientId(),
                    client.tokenHash(),
                    State.BANNED,
                    client.registeredAt(),
                    client.firstConnectedAt())
                : client);
  }

  private Optional<DeviceClient> one(DeviceIdentity identity, String clientId) {
    return ofName(identity).stream()
        .filter(client -> client.clientId().equals(clientId))
        .findFirst();
  }

  private long live(DeviceIdentity identity) {
    return ofName(identity).stream().filter(client -> client.state() == State.ACTIVE).count();
  }
}
