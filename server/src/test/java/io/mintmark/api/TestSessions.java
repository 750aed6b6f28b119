package io.mintmark.api;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.LiveSessions;
import io.mintmark.device.Notice;
import io.mintmark.product.ProductKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The gate's sessions without a gate.
final class TestSessions implements LiveSessions {

  private static final String OWN_SECRET = "";

  private final Map<DeviceIdentity, String> online = new ConcurrentHashMap<>();
  final List<String> broadcasts = new CopyOnWriteArrayList<>();

  void open(DeviceIdentity identity) {
    open(identity, OWN_SECRET);
  }

  void open(DeviceIdentity identity, String clientId) {
    online.put(identity, clientId);
  }

  @Override
  public void close(DeviceIdentity identity, String reason) {
    online.remove(identity);
  }

  @Override
  public void closeOthers(DeviceIdentity identity, String keptClientId, String reason) {
    online.computeIfPresent(
        identity, (_, clientId) -> clientId.equals(keptClientId) ? clientId : null);
  }

  @Override
  public boolean isOnline(DeviceIdentity identity) {
    return online.containsKey(identity);
  }

  @Override
  public boolean isOnline(DeviceIdentity identity, String clientId) {
    return clientId.equals(online.get(identity));
  }

  @Override
  public boolean tell(DeviceIdentity identity, Notice notice) {
    return online.containsKey(identity);
  }

  @Override
  public CompletionStage<Integer> broadcast(ProductKey product, Notice.Broadcast notice) {
    broadcasts.add(notice.name() + " " + new String(notice.payload(), StandardCharsets.UTF_8));
    var told =
        online.keySet().stream().filter(identity -> identity.product().equals(product)).count();
    return CompletableFuture.completedFuture((int) told);
  }
}
