package io.mintmark.risk;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Fixtures;
import io.mintmark.device.KnownClients;
import io.mintmark.device.LiveSessions;
import io.mintmark.device.Notice;
import io.mintmark.event.Event;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.product.CloneResponse;
import io.mintmark.product.MemoryProducts;
import io.mintmark.product.ProductKey;
import io.mintmark.product.ProductRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One device, its sources and their sessions, without a gate: what the gate and the use cases
/// would tell the watch is told it here, and the clerk works when asked to.
final class Scene {

  static final DeviceIdentity DEVICE = Fixtures.DEVICE;

  final MemoryRiskFiles files = new MemoryRiskFiles();
  final MemoryClientLogins logins = new MemoryClientLogins();
  final KnownClients clients = new KnownClients();
  final MemoryProducts products = new MemoryProducts();
  final List<Event> events = new ArrayList<>();
  final List<String> closed = new ArrayList<>();
  final Map<DeviceIdentity, String> remembered = new HashMap<>();
  final InstantSource clock = () -> now();
  final CloneWatch watch = new CloneWatch(clock);
  final EvidenceClerk clerk;
  final RiskDesk desk;
  private Instant now = Fixtures.NOW;
  private @Nullable String openFrom;

  Scene() {
    products.add(new Fixtures().product(true));
    LiveSessions sessions = new Sessions();
    clerk =
        new EvidenceClerk(
            watch,
            clients,
            identity -> Optional.ofNullable(remembered.get(identity)),
            files,
            logins,
            products,
            sessions,
            events::add);
    desk = new RiskDesk(files, logins, clients, sessions, events::add, clock);
  }

  Instant now() {
    return now;
  }

  Scene wait(Duration time) {
    now = now.plus(time);
    return this;
  }

  Scene seconds(int seconds) {
    return wait(Duration.ofSeconds(seconds));
  }

  /// A login of the device with its own secret; it takes the session if one is open.
  Scene login(String address) {
    return login(DEVICE, address);
  }

  private Scene login(DeviceIdentity identity, String address) {
    watch.loggedIn(identity, null, mqtt(address), "sdk-c|4.2.0");
    if (openFrom != null) {
      watch.takenOver(identity, null, mqtt(openFrom), mqtt(address));
    }
    openFrom = address;
    return this;
  }

  /// A login of another device, which has no session.
  Scene loginOf(String name, String address) {
    watch.loggedIn(new DeviceIdentity(DEVICE.product(), name), null, mqtt(address), null);
    return this;
  }

  /// The device says goodbye.
  Scene leave() {
    openFrom = null;
    return this;
  }

  Scene askAgain(String address) {
    watch.askedAgain(DEVICE, new Origin(Transport.HTTPS, address));
    return this;
  }

  Scene hold() {
    var rules = ProductRules.DEFAULT;
    products.setRules(
        DEVICE.product(),
        new ProductRules(
            rules.registration(),
            rules.clientsPerName(),
            rules.unlistedNames(),
            CloneResponse.HOLD,
            rules.tokenOverPlain(),
            rules.pushOnRegister(),
            rules.fullMqtt(),
            rules.gateway()));
    return this;
  }

  /// Has everything looked at that was seen so far.
  Scene investigate() {
    for (int round = 0; round < 3; round++) {
      clerk.work(Duration.ZERO);
    }
    return this;
  }

  Verdict verdict() {
    investigate();
    return files.file(DEVICE).verdictAt(now);
  }

  int score() {
    investigate();
    return files.file(DEVICE).scoreAt(now);
  }

  List<String> outcomes() {
    investigate();
    return events.stream().map(Event::outcome).toList();
  }

  static Origin mqtt(String address) {
    return new Origin(Transport.MQTTS, address);
  }

  private final class Sessions implements LiveSessions {

    @Override
    public void close(DeviceIdentity identity, String reason) {
      closed.add(reason);
      openFrom = null;
    }

    @Override
    public void closeOthers(DeviceIdentity identity, String keptClientId, String reason) {
      closed.add(reason + " but " + keptClientId);
    }

    @Override
    public boolean isOnline(DeviceIdentity identity) {
      return openFrom != null;
    }

    @Override
    public boolean isOnline(DeviceIdentity identity, String clientId) {
      return clientId.equals("unit-online");
    }

    @Override
    public boolean tell(DeviceIdentity identity, Notice notice) {
      throw new AssertionError("nobody is told anything");
    }

    @Override
    public CompletionStage<Integer> broadcast(ProductKey product, Notice.Broadcast notice) {
      throw new AssertionError("nobody is told anything");
    }
  }
}
