package io.mintmark.store;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceClients.Admission;
import io.mintmark.device.DeviceClients.NewClient;
import io.mintmark.device.Identities.Creation;
import java.sql.SQLException;
import java.util.Optional;

/// Admits one more unit under an unlisted name, in one transaction that holds the row of the device
/// while it looks at the limits and writes.
final class ClientAdmission {

  private static final String LOOK =
      "SELECT batch, enabled, held, live_clients FROM device WHERE product_key = ? AND name = ?";

  private static final String ADD =
      "INSERT INTO device_client (product_key, name, client_id, token_hash, state, registered_at)"
          + " VALUES (?, ?, ?, ?, 'ACTIVE', ?)";

  private static final String COUNT =
      "UPDATE device SET live_clients = live_clients + 1, registered_with = ?"
          + " WHERE product_key = ? AND name = ?";

  private ClientAdmission() {}

  static Admission of(Session session, NewClient unit) throws SQLException {
    var seen = look(session, unit);
    if (seen.isEmpty()) {
      var creation = UnlistedNames.take(session, device(unit), unit.unlistedNames());
      if (creation == Creation.TOO_MANY_NAMES) {
        return Admission.TOO_MANY_NAMES;
      }
    } else {
      var verdict = seen.get().verdict(unit.clientsPerName());
      if (verdict != Admission.ADMITTED) {
        return verdict; // having written nothing
      }
    }
    return admitLocked(session, unit);
  }

  /// Without a device by now, it is a list that has the name.
  private static Admission admitLocked(Session session, NewClient unit) throws SQLException {
    String product = unit.identity().product().value();
    session.update(SqlDeviceClients.LOCK, product, unit.identity().name());
    var verdict =
        look(session, unit)
            .map(name -> name.verdict(unit.clientsPerName()))
            .orElse(Admission.NAME_IS_LISTED);
    if (verdict == Admission.ADMITTED) {
      add(session, unit);
    }
    return verdict;
  }

  private static Optional<Name> look(Session session, NewClient unit) throws SQLException {
    return session.find(
        row -> new Name(row.text(), row.flag(), row.flag(), row.number()),
        LOOK,
        unit.identity().product().value(),
        unit.identity().name());
  }

  private static void add(Session session, NewClient unit) throws SQLException {
    String product = unit.identity().product().value();
    String name = unit.identity().name();
    session.update(ADD, product, name, unit.clientId(), unit.tokenHash(), unit.at());
    session.update(COUNT, unit.secretVersion(), product, name);
  }

  private static Device device(NewClient unit) {
    return Device.unlisted(unit.identity(), unit.deviceSecret(), unit.secretVersion(), unit.at());
  }

  /// A name that has a device.
  private record Name(String batch, boolean enabled, boolean held, int liveClients) {

    Admission verdict(int clientsPerName) {
      if (!batch.equals(SqlDevices.NO_BATCH)) {
        return Admission.NAME_IS_LISTED;
      }
      if (!enabled) {
        return Admission.DEVICE_DISABLED;
      }
      if (held) {
        return Admission.DEVICE_HELD;
      }
      return liveClients < clientsPerName ? Admission.ADMITTED : Admission.TOO_MANY_CLIENTS;
    }
  }
}
