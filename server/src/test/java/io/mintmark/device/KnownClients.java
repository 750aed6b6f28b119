package io.mintmark.device;

import io.mintmark.device.DeviceClient.State;
import io.mintmark.product.ProductKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// [DeviceClients] that a test says there are, for tests of who is live; it knows of no products,
/// devices and limits.
public final class KnownClients implements DeviceClients {

  private final List<DeviceClient> clients = new ArrayList<>();

  /// A live unit that has connected.
  public synchronized DeviceClient put(DeviceIdentity identity, String clientId, Instant at) {
    var client = new DeviceClient(identity, clientId, "hash", State.ACTIVE, at, at);
    clients.add(client);
    return client;
  }

  @Override
  public synchronized CompletionStage<Found> find(DeviceIdentity identity, String clientId) {
    return CompletableFuture.completedFuture(
        new Found(
            Optional.empty(),
            ofName(identity).stream().filter(c -> c.clientId().equals(clientId)).findFirst()));
  }

  @Override
  public synchronized CompletionStage<Admission> admit(NewClient unit) {
    put(unit.identity(), unit.clientId(), unit.at());
    return CompletableFuture.completedFuture(Admission.ADMITTED);
  }

  @Override
  public CompletionStage<Boolean> markConnected(DeviceClient seen, Instant at) {
    return CompletableFuture.completedFuture(clients.contains(seen));
  }

  @Override
  public synchronized List<DeviceClient> ofName(DeviceIdentity identity) {
    return clients.stream().filter(client -> client.identity().equals(identity)).toList();
  }

  @Override
  public synchronized List<DeviceIdentity> namesWithSeveral(
      ProductKey product, @Nullable String after, int limit) {
    return clients.stream()
        .map(DeviceClient::identity)
        .distinct()
        .filter(identity -> identity.product().equals(product))
        .filter(identity -> after == null || identity.name().compareTo(after) > 0)
        .filter(identity -> live(identity).size() > 1)
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized boolean keepOnly(DeviceIdentity identity, String clientId) {
    if (live(identity).stream().noneMatch(client -> client.clientId().equals(clientId))) {
      return false;
    }
    live(identity).stream().filter(c -> !c.clientId().equals(clientId)).forEach(this::ban);
    return true;
  }

  @Override
  public synchronized int banAll(DeviceIdentity identity) {
    var live = live(identity);
    live.forEach(this::ban);
    return live.size();
  }

  private List<DeviceClient> live(DeviceIdentity identity) {
    return ofName(identity).stream().filter(client -> client.state() == State.ACTIVE).toList();
  }

  private void ban(DeviceClient client) {
    clients.set(
        clients.indexOf(client),
        new DeviceClient(
            client.identity(),
            client.clientId(),
            client.tokenHash(),
            State.BANNED,
            client.registeredAt(),
            client.firstConnectedAt()));
  }
}
