package io.mintmark.store;

import io.mintmark.device.BatchId;
import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Identities;
import io.mintmark.device.Listing;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The device plane's read and its two writes. Each write is one statement that checks again what
/// its caller saw. The sealed secret tells a device from a later one of the same name, because no
/// two seals are alike.
final class SqlIdentities implements Identities {

  private static final String FIND =
      "SELECT "
          + SqlProducts.COLUMNS
          + ", d.batch, d.secret, d.enabled, d.reset_pending, d.created_at, d.registered_at,"
          + " d.activated_at FROM product p"
          + " LEFT JOIN device d ON d.product_key = p.product_key AND d.name = ?"
          + " WHERE p.product_key = ?";

  private static final String MARK_REGISTERED =
      "UPDATE device SET registered_at = COALESCE(registered_at, ?)"
          + " WHERE product_key = ? AND name = ? AND secret = ?"
          + " AND enabled AND (activated_at IS NULL OR reset_pending)";

  private static final String MARK_ACTIVATED =
      "UPDATE device SET activated_at = COALESCE(activated_at, ?), reset_pending = FALSE"
          + " WHERE product_key = ? AND name = ? AND secret = ? AND enabled";

  private final Database database;

  SqlIdentities(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<Optional<Listing>> find(DeviceIdentity identity) {
    return database.readAsync(
        session ->
            session.find(
                row -> listing(row, identity), FIND, identity.name(), identity.product().value()));
  }

  @Override
  public CompletionStage<Boolean> markRegistered(Device seen, Instant at) {
    return mark(MARK_REGISTERED, seen, at);
  }

  @Override
  public CompletionStage<Boolean> markActivated(Device seen, Instant at) {
    return mark(MARK_ACTIVATED, seen, at);
  }

  private CompletionStage<Boolean> mark(String statement, Device seen, Instant at) {
    var identity = seen.identity();
    return database
        .writeAsync(statement, at, identity.product().value(), identity.name(), seen.secret())
        .thenApply(rows -> rows == 1);
  }

  private static Listing listing(Row row, DeviceIdentity identity) throws SQLException {
    var product = SqlProducts.product(row);
    String batch = row.textOrNull();
    return new Listing(
        product,
        batch == null
            ? Optional.empty()
            : Optional.of(SqlDevices.rest(row, identity, new BatchId(batch))));
  }
}
