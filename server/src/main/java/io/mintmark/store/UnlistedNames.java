package io.mintmark.store;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Identities.Creation;
import java.sql.SQLException;

/// Names that no batch listed, taken and given back inside the caller's transaction. Each product
/// keeps its own count, so that the limit costs no scan.
///
/// A name is reserved for the moment in which its device is written. A list that is being taken in
/// reserves its names before it looks for their devices (see [NameIntake]), so one of the two
/// always meets the other. Rows are touched in one order everywhere, name, device, product, so that
/// nobody waits in a circle.
final class UnlistedNames {

  private static final String BELOW_LIMIT =
      "SELECT 1 FROM product WHERE product_key = ? AND unlisted_count < ?";

  private static final String RESERVE =
      "INSERT INTO reserved_name (product_key, name) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private static final String FREE = "DELETE FROM reserved_name WHERE product_key = ? AND name = ?";

  private static final String ADD_DEVICE =
      "INSERT INTO device (product_key, name, batch, secret, enabled, reset_pending,"
          + " registered_with, created_at, registered_at) VALUES (?, ?, '', ?, TRUE, FALSE, ?, ?, ?)"
          + " ON CONFLICT DO NOTHING";

  private static final String DROP_DEVICE =
      "DELETE FROM device WHERE product_key = ? AND name = ? AND batch = ''";

  private static final String DROP_CLIENTS =
      "DELETE FROM device_client WHERE product_key = ? AND name = ?";

  private static final String COUNT_UP =
      "UPDATE product SET unlisted_count = unlisted_count + 1"
          + " WHERE product_key = ? AND unlisted_count < ?";

  private static final String COUNT_DOWN =
      "UPDATE product SET unlisted_count = unlisted_count - 1 WHERE product_key = ?";

  private UnlistedNames() {}

  /// Creates a device under a new name.
  ///
  /// @param limit names that the product may have, this one included
  static Creation take(Session session, Device fresh, int limit) throws SQLException {
    String product = fresh.identity().product().value();
    String name = fresh.identity().name();
    if (session.find(Row::number, BELOW_LIMIT, product, limit).isEmpty()) {
      return Creation.TOO_MANY_NAMES;
    }
    if (session.update(RESERVE, product, name) == 0) {
      return Creation.NAME_TAKEN;
    }
    var creation = add(session, fresh, limit);
    session.update(FREE, product, name);
    return creation;
  }

  private static Creation add(Session session, Device fresh, int limit) throws SQLException {
    String product = fresh.identity().product().value();
    String name = fresh.identity().name();
    int added =
        session.update(
            ADD_DEVICE,
            product,
            name,
            fresh.secret(),
            fresh.registeredWith(),
            fresh.createdAt(),
            fresh.registeredAt());
    if (added == 0) {
      return Creation.NAME_TAKEN;
    }
    if (session.update(COUNT_UP, product, limit) == 0) {
      session.update(DROP_DEVICE, product, name);
      return Creation.TOO_MANY_NAMES;
    }
    return Creation.CREATED;
  }

  /// Ends the device of an unlisted name with its DeviceClients. False if there is none.
  static boolean giveBack(Session session, DeviceIdentity identity) throws SQLException {
    String product = identity.product().value();
    if (session.update(DROP_DEVICE, product, identity.name()) == 0) {
      return false;
    }
    session.update(DROP_CLIENTS, product, identity.name());
    session.update(COUNT_DOWN, product);
    return true;
  }
}
