package io.mintmark.store;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Identities;
import io.mintmark.device.Listing;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The device plane's read and its writes. Each mark is one statement that checks again what its
/// caller saw. The sealed secret tells a device from a later one of the same name, because no
/// two seals are alike.
final class SqlIdentities implements Identities {

  private static final String FIND =
      "SELECT "
          + SqlProducts.COLUMNS
          + ", "
          + SqlDevices.REST
          + " FROM product p"
          + " LEFT JOIN device d ON d.product_key = p.product_key AND d.name = ?"
          + " WHERE p.product_key = ?";

  private static final String MARK_REGISTERED =
      "UPDATE device SET registered_at = COALESCE(registered_at, ?), registered_with = ?"
          + " WHERE product_key = ? AND name = ? AND secret = ?"
          + " AND enabled AND NOT held AND (activated_at IS NULL OR reset_pending)";

  private static final String MARK_ACTIVATED =
      "UPDATE device SET activated_at = COALESCE(activated_at, ?), reset_pending = FALSE"
          + " WHERE product_key = ? AND name = ? AND secret = ? AND enabled"
          + " AND NOT held";

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
  public CompletionStage<Boolean> markRegistered(Device seen, int secretVersion, Instant at) {
    return mark(MARK_REGISTERED, seen, at, secretVersion);
  }

  @Override
  public CompletionStage<Boolean> markActivated(Device seen, Instant at) {
    return mark(MARK_ACTIVATED, seen, at);
  }

  /// @param changes values of the statement before those that say which device
  private CompletionStage<Boolean> mark(String statement, Device seen, Object... changes) {
    var values = new ArrayList<>(Arrays.asList(changes));
    values.add(seen.identity().product().value());
    values.add(seen.identity().name());
    values.add(seen.secret());
    return database.writeAsync(statement, values.toArray()).thenApply(rows -> rows == 1);
  }

  @Override
  public CompletionStage<Creation> create(Device fresh, int unlistedNames) {
    return database.writeAsync(session -> UnlistedNames.take(session, fresh, unlistedNames));
  }

  private static Listing listing(Row row, DeviceIdentity identity) throws SQLException {
    var product = SqlProducts.product(row);
    return new Listing(product, SqlDevices.restIfAny(row, identity));
  }
}
