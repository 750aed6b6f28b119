package io.mintmark.store;

import io.mintmark.device.BatchId;
import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Devices;
import io.mintmark.product.ProductKey;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Devices as operators see them, one row each.
final class SqlDevices implements Devices {

  /// What [#rest] reads, of a device `d`.
  static final String REST =
      "d.batch, d.secret, d.enabled, d.held, d.reset_pending, d.registered_with, d.created_at,"
          + " d.registered_at, d.activated_at";

  private static final int REST_BEHIND_BATCH = 8;

  /// Stands for the batch of a device that has none.
  static final String NO_BATCH = "";

  private static final String SELECT =
      "SELECT name, " + REST + " FROM device d WHERE product_key = ?";

  private static final String DELETE_LISTED =
      "DELETE FROM device WHERE product_key = ? AND name = ? AND batch <> ''";

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
  public Map<Integer, Long> countBySecretVersion(ProductKey product) {
    var counts = new TreeMap<Integer, Long>();
    database.read(
        session ->
            session.list(
                row -> counts.put(row.number(), row.bigNumber()),
                "SELECT registered_with, COUNT(*) FROM device"
                    + " WHERE product_key = ? AND registered_with > 0 GROUP BY registered_with",
                product.value()));
    return counts;
  }

  @Override
  public boolean setEnabled(DeviceIdentity identity, boolean enabled) {
    return changes("UPDATE device SET enabled = ?", identity, enabled);
  }

  @Override
  public boolean reset(DeviceIdentity identity) {
    return database.write(
        session -> {
          SqlTopology.endOf(session, identity);
          return changes(
              session, "UPDATE device SET reset_pending = (activated_at IS NOT NULL)", identity);
        });
  }

  /// The topology goes with the row; the name is remembered.
  @Override
  public boolean delete(DeviceIdentity identity) {
    return database.write(
        session -> {
          boolean deleted =
              session.update(DELETE_LISTED, identity.product().value(), identity.name()) == 1
                  || UnlistedNames.giveBack(session, identity);
          if (deleted) {
            SqlDeletedNames.remember(session, identity, Instant.now());
          }
          return deleted;
        });
  }

  private boolean changes(String act, DeviceIdentity identity, Object... values) {
    return database.write(session -> changes(session, act, identity, values));
  }

  private static boolean changes(
      Session session, String act, DeviceIdentity identity, Object... values) throws SQLException {
    var all = new ArrayList<>(Arrays.asList(values));
    all.add(identity.product().value());
    all.add(identity.name());
    return session.update(act + " WHERE product_key = ? AND name = ?", all.toArray()) == 1;
  }

  private static Device device(Row row, ProductKey product) throws SQLException {
    return rest(row, new DeviceIdentity(product, row.text()), row.text());
  }

  /// Reads the columns of [#REST] of an outer join.
  static Optional<Device> restIfAny(Row row, DeviceIdentity identity) throws SQLException {
    String batch = row.textOrNull();
    if (batch == null) {
      row.skip(REST_BEHIND_BATCH);
      return Optional.empty();
    }
    return Optional.of(rest(row, identity, batch));
  }

  /// Reads the columns of [#REST] behind `batch`.
  private static Device rest(Row row, DeviceIdentity identity, String batch) throws SQLException {
    return new Device(
        identity,
        batch.equals(NO_BATCH) ? null : new BatchId(batch),
        row.sealed(),
        row.flag(),
        row.flag(),
        row.flag(),
        row.number(),
        row.instant(),
        row.instantOrNull(),
        row.instantOrNull());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
