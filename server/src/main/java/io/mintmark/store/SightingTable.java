package io.mintmark.store;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Event;
import io.mintmark.event.Origin;
import io.mintmark.product.ProductKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the events of one transaction say about where devices were seen last, one row each. Rows
/// are touched in the order of their keys, so that two servers never wait for each other. For one
/// use.
///
/// A session that was taken over ends after its successor has begun. Its end tells only that the
/// device was seen then, so it can never hide the newer login.
final class SightingTable {

  private static final String FORGET =
      "DELETE FROM sighting WHERE product_key = ? AND device_name = ?";

  private static final String LOGGED_IN =
      "INSERT INTO sighting (product_key, device_name, login_at, seen_at, transport, address, told)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (product_key, device_name) DO UPDATE SET"
          + " login_at = excluded.login_at, seen_at = excluded.seen_at,"
          + " transport = excluded.transport, address = excluded.address, told = excluded.told";

  private static final String SEEN =
      "UPDATE sighting SET seen_at = ?"
          + " WHERE product_key = ? AND device_name = ? AND seen_at < ?";

  private static final Comparator<DeviceIdentity> BY_KEY =
      Comparator.comparing(DeviceIdentity::product).thenComparing(DeviceIdentity::name);

  private final SortedSet<DeviceIdentity> forgotten = new TreeSet<>(BY_KEY);
  private final SortedMap<DeviceIdentity, Login> logins = new TreeMap<>(BY_KEY);
  private final SortedMap<DeviceIdentity, Instant> ends = new TreeMap<>(BY_KEY);

  private SightingTable() {}

  private record Login(Instant at, Origin origin, @Nullable String told) {}

  static void update(Session session, List<Event> events) throws SQLException {
    var table = new SightingTable();
    events.forEach(table::read);
    table.write(session);
  }

  private void read(Event event) {
    switch (event.kind()) {
      case LOGIN -> {
        if (event.outcome().equals("ADMITTED") && event.origin() != null) {
          Origin origin = event.origin();
          identity(event)
              .ifPresent(device -> logins.put(device, new Login(event.at(), origin, told(event))));
        }
      }
      case SESSION_CLOSED -> identity(event).ifPresent(device -> ends.put(device, event.at()));
      case OPERATION -> {
        if (event.outcome().equals("DEVICE_DELETED")) {
          identity(event).ifPresent(this::forget);
        }
      }
      default -> {}
    }
  }

  private void forget(DeviceIdentity device) {
    forgotten.add(device);
    logins.remove(device);
    ends.remove(device);
  }

  private void write(Session session) throws SQLException {
    if (!forgotten.isEmpty()) {
      session.updateAll(
          FORGET,
          forgotten.stream()
              .map(device -> new Object[] {device.product().value(), device.name()})
              .toList());
    }
    List<@Nullable Object[]> loggedIn = new ArrayList<>(logins.size());
    for (Map.Entry<DeviceIdentity, Login> entry : logins.entrySet()) {
      loggedIn.add(row(entry.getKey(), entry.getValue()));
    }
    List<Object[]> seen = new ArrayList<>();
    ends.forEach(
        (device, at) -> {
          if (!logins.containsKey(device)) {
            seen.add(new Object[] {at, device.product().value(), device.name(), at});
          }
        });
    if (!loggedIn.isEmpty()) {
      session.updateAll(LOGGED_IN, loggedIn);
    }
    if (!seen.isEmpty()) {
      session.updateAll(SEEN, seen);
    }
  }

  private @Nullable Object[] row(DeviceIdentity device, Login login) {
    Instant end = ends.get(device);
    return new @Nullable Object[] {
      device.product().value(),
      device.name(),
      login.at(),
      end == null || end.isBefore(login.at()) ? login.at() : end,
      login.origin().transport(),
      login.origin().address(),
      login.told()
    };
  }

  /// What the device said of itself stands before any remark of ours.
  private static @Nullable String told(Event event) {
    String detail = event.detail();
    if (detail == null) {
      return null;
    }
    int remark = detail.indexOf(';');
    return remark < 0 ? detail : detail.substring(0, remark);
  }

  private static Optional<DeviceIdentity> identity(Event event) {
    String product = event.productKey();
    String name = event.deviceName();
    return product != null
            && name != null
            && ProductKey.isWellFormed(product)
            && DeviceIdentity.isWellFormed(name)
        ? Optional.of(new DeviceIdentity(new ProductKey(product), name))
        : Optional.empty();
  }
}
