package io.mintmark.store;

import io.mintmark.device.BatchId;
import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Devices;
import io.mintmark.product.ProductKey;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Devices as operators see them, one row each.
final class SqlDevices implements Devices {

  private static final String SELECT =
      "SELECT name, batch, secret, enabled, reset_pending, created_at, registered_at,"
          + " activated_at FROM device WHERE product_key = ?";

  private final Database database;

  SqlDevices(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Device> find(DeviceIdentity identity) {
    return database.read(
        session ->
            session.find(
                row -> device(row, identity.product()),
                SELECT + " AND name = ?",
                identity.product().value(),
                identity.name()));
  }

  /// A range of the primary key, from the prefix or the cursor, whichever is further, to the first
  /// name that does not start with the prefix.
  @Override
  public List<Device> page(ProductKey product, String prefix, @Nullable String after, int limit) {
    var sql = new StringBuilder(SELECT);
    var values = new ArrayList<Object>();
    values.add(product.value());
    if (after != null && Arrays.compareUnsigned(utf8(after), utf8(prefix)) >= 0) {
      sql.append(" AND name > ?");
      values.add(after);
    } else if (!prefix.isEmpty()) {
      sql.append(" AND name >= ?");
      values.add(prefix);
    }
    TextRange.firstBehind(prefix)
        .ifPresent(
            end -> {
              sql.append(" AND name < ?");
              values.add(end);
            });
    sql.append(" ORDER BY name LIMIT ?");
    values.add(limit);
    return database.read(
        session -> session.list(row -> device(row, product), sql.toString(), values.toArray()));
  }

  @Override
  public boolean setEnabled(DeviceIdentity identity, boolean enabled) {
    return changes("UPDATE device SET enabled = ?", identity, enabled);
  }

  @Override
  public boolean reset(DeviceIdentity identity) {
    return changes("UPDATE device SET reset_pending = (activated_at IS NOT NULL)", identity);
  }

  @Override
  public boolean delete(DeviceIdentity identity) {
    return changes("DELETE FROM device", identity);
  }

  private boolean changes(String act, DeviceIdentity identity, Object... values) {
    var all = new ArrayList<>(Arrays.asList(values));
    all.add(identity.product().value());
    all.add(identity.name());
    return database.write(
        session -> session.update(act + " WHERE product_key = ? AND name = ?", all.toArray()) == 1);
  }

  private static Device device(Row row, ProductKey product) throws SQLException {
    return rest(row, new DeviceIdentity(product, row.text()), new BatchId(row.text()));
  }

  /// Reads the columns from `secret` on.
  static Device rest(Row row, DeviceIdentity identity, BatchId batch) throws SQLException {
    return new Device(
        identity,
        batch,
        row.sealed(),
        row.flag(),
        row.flag(),
        row.instant(),
        row.instantOrNull(),
        row.instantOrNull());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
