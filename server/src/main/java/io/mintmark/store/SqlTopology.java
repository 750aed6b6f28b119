package io.mintmark.store;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.gateway.Topology;
import io.mintmark.product.ProductKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The topology, one row for each sub-device. A binding is one statement that checks again what its
/// caller saw.
///
/// The limit of a gateway holds exactly for all who write through one server; a gateway has one
/// session, and so its requests do.
final class SqlTopology implements Topology {

  private static final String GATEWAY_OF =
      "SELECT gateway_product, gateway_name FROM topology WHERE product_key = ? AND name = ?";

  private static final String SUB_DEVICES_OF =
      "SELECT product_key, name FROM topology WHERE gateway_product = ? AND gateway_name = ?"
          + " ORDER BY product_key, name";

  private static final String BIND =
      "INSERT INTO topology (product_key, name, gateway_product, gateway_name, bound_at)"
          + " SELECT d.product_key, d.name, g.product_key, g.name, ?"
          + " FROM device d, device g"
          + " WHERE d.product_key = ? AND d.name = ? AND d.secret = ?"
          + " AND d.enabled AND NOT d.held"
          + " AND g.product_key = ? AND g.name = ? AND g.enabled AND NOT g.held"
          + " AND (SELECT COUNT(*) FROM topology t"
          + " WHERE t.gateway_product = g.product_key AND t.gateway_name = g.name"
          + " AND NOT (t.product_key = d.product_key AND t.name = d.name)) < "
          + MAX_SUB_DEVICES
          + " ON CONFLICT (product_key, name) DO UPDATE SET"
          + " gateway_product = excluded.gateway_product, gateway_name = excluded.gateway_name,"
          + " bound_at = excluded.bound_at"
          + " WHERE topology.gateway_product = ? AND topology.gateway_name = ?";

  private static final String UNBIND =
      "DELETE FROM topology WHERE gateway_product = ? AND gateway_name = ?"
          + " AND product_key = ? AND name = ?";

  private static final String UNBIND_ALL =
      "DELETE FROM topology WHERE gateway_product = ? AND gateway_name = ?";

  private static final String UNBIND_BOTH_WAYS =
      "DELETE FROM topology WHERE (product_key = ? AND name = ?)"
          + " OR (gateway_product = ? AND gateway_name = ?)";

  private final Database database;

  SqlTopology(Database database) {
    this.database = database;
  }

  /// Ends all relations of a device, as gateway and as sub-device, in a transaction of the caller.
  static void endOf(Session session, DeviceIdentity device) throws SQLException {
    String product = device.product().value();
    session.update(UNBIND_BOTH_WAYS, product, device.name(), product, device.name());
  }

  @Override
  public CompletionStage<Optional<DeviceIdentity>> gatewayOf(DeviceIdentity subDevice) {
    return database.readAsync(
        session ->
            session.find(
                SqlTopology::identity, GATEWAY_OF, subDevice.product().value(), subDevice.name()));
  }

  @Override
  public CompletionStage<List<DeviceIdentity>> subDevicesOf(DeviceIdentity gateway) {
    return database.readAsync(
        session ->
            session.list(
                SqlTopology::identity, SUB_DEVICES_OF, gateway.product().value(), gateway.name()));
  }

  @Override
  public CompletionStage<Boolean> bind(
      DeviceIdentity gateway, Device seen, @Nullable DeviceIdentity from, Instant at) {
    DeviceIdentity expected = from == null ? gateway : from;
    return database
        .writeAsync(
            BIND,
            at,
            seen.identity().product().value(),
            seen.identity().name(),
            seen.secret(),
            gateway.product().value(),
            gateway.name(),
            expected.product().value(),
            expected.name())
        .thenApply(rows -> rows == 1);
  }

  @Override
  public CompletionStage<Boolean> unbind(DeviceIdentity gateway, DeviceIdentity subDevice) {
    return database
        .writeAsync(
            UNBIND,
            gateway.product().value(),
            gateway.name(),
            subDevice.product().value(),
            subDevice.name())
        .thenApply(rows -> rows == 1);
  }

  @Override
  public CompletionStage<Integer> unbindAllOf(DeviceIdentity gateway) {
    return database.writeAsync(UNBIND_ALL, gateway.product().value(), gateway.name());
  }

  private static DeviceIdentity identity(Row row) throws SQLException {
    return new DeviceIdentity(new ProductKey(row.text()), row.text());
  }
}
