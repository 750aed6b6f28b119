package io.mintmark.store;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceClient;
import io.mintmark.device.DeviceClients;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Listing;
import io.mintmark.product.ProductKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// DeviceClients, one row each. Whoever changes them first locks the row of their device, which
/// also counts the live ones.
final class SqlDeviceClients implements DeviceClients {

  private static final String CLIENT =
      "c.token_hash, c.client_id, c.state, c.registered_at, c.first_connected_at";

  private static final String FIND =
      "SELECT "
          + SqlProducts.COLUMNS
          + ", "
          + SqlDevices.REST
          + ", "
          + CLIENT
          + " FROM product p"
          + " LEFT JOIN device d ON d.product_key = p.product_key AND d.name = ?"
          + " LEFT JOIN device_client c ON c.product_key = p.product_key AND c.name = ?"
          + " AND c.client_id = ?"
          + " WHERE p.product_key = ?";

  private static final String OF_NAME =
      "SELECT "
          + CLIENT
          + " FROM device_client c WHERE c.product_key = ? AND c.name = ?"
          + " ORDER BY c.registered_at, c.client_id";

  /// Locks a device's row, if there is one, without changing it.
  static final String LOCK =
      "UPDATE device SET live_clients = live_clients WHERE product_key = ? AND name = ?";

  private static final String LOCK_OPEN = LOCK + " AND enabled AND NOT held";

  private static final String FIRST_LOGIN =
      "UPDATE device_client SET first_connected_at = COALESCE(first_connected_at, ?)"
          + " WHERE product_key = ? AND name = ? AND client_id = ? AND token_hash = ?"
          + " AND state = 'ACTIVE'";

  private static final String ACTIVATE =
      "UPDATE device SET activated_at = COALESCE(activated_at, ?), reset_pending = FALSE"
          + " WHERE product_key = ? AND name = ?";

  private static final String BAN =
      "UPDATE device_client SET state = 'BANNED'"
          + " WHERE product_key = ? AND name = ? AND client_id <> ? AND state = 'ACTIVE'";

  private static final String COUNT =
      "UPDATE device SET live_clients = ? WHERE product_key = ? AND name = ?";

  private static final String LIVE =
      "SELECT 1 FROM device_client"
          + " WHERE product_key = ? AND name = ? AND client_id = ? AND state = 'ACTIVE'";

  /// A ClientID that no DeviceClient has.
  private static final String NOBODY = "";

  private final Database database;

  SqlDeviceClients(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<Found> find(DeviceIdentity identity, String clientId) {
    return database.readAsync(
        session ->
            session
                .find(
                    row -> found(row, identity),
                    FIND,
                    identity.name(),
                    identity.name(),
                    clientId,
                    identity.product().value())
                .orElse(new Found(Optional.empty(), Optional.empty())));
  }

  @Override
  public CompletionStage<Admission> admit(NewClient unit) {
    return database.writeAsync(session -> ClientAdmission.of(session, unit));
  }

  @Override
  public CompletionStage<Boolean> markConnected(DeviceClient seen, Instant at) {
    String product = seen.identity().product().value();
    String name = seen.identity().name();
    return database.writeAsync(
        session ->
            session.update(LOCK_OPEN, product, name) == 1
                && session.update(FIRST_LOGIN, at, product, name, seen.clientId(), seen.tokenHash())
                    == 1
                && session.update(ACTIVATE, at, product, name) == 1);
  }

  @Override
  public List<DeviceClient> ofName(DeviceIdentity identity) {
    return database.read(
        session ->
            session.list(
                row -> client(row, identity, row.text()),
                OF_NAME,
                identity.product().value(),
                identity.name()));
  }

  @Override
  public List<DeviceIdentity> namesWithSeveral(
      ProductKey product, @Nullable String after, int limit) {
    return database.read(
        session ->
            session.list(
                row -> new DeviceIdentity(product, row.text()),
                "SELECT name FROM device WHERE product_key = ? AND name > ? AND live_clients > 1"
                    + " ORDER BY name LIMIT ?",
                product.value(),
                after == null ? "" : after,
                limit));
  }

  @Override
  public boolean keepOnly(DeviceIdentity identity, String clientId) {
    String product = identity.product().value();
    return database.write(
        session -> {
          session.update(LOCK, product, identity.name());
          if (session.find(Row::number, LIVE, product, identity.name(), clientId).isEmpty()) {
            return false;
          }
          session.update(BAN, product, identity.name(), clientId);
          return session.update(COUNT, 1, product, identity.name()) == 1;
        });
  }

  @Override
  public int banAll(DeviceIdentity identity) {
    String product = identity.product().value();
    return database.write(
        session -> {
          session.update(LOCK, product, identity.name());
          int banned = session.update(BAN, product, identity.name(), NOBODY);
          session.update(COUNT, 0, product, identity.name());
          return banned;
        });
  }

  private static Found found(Row row, DeviceIdentity identity) throws SQLException {
    var product = SqlProducts.product(row);
    Optional<Device> device = SqlDevices.restIfAny(row, identity);
    String tokenHash = row.textOrNull();
    return new Found(
        Optional.of(new Listing(product, device)),
        tokenHash == null ? Optional.empty() : Optional.of(client(row, identity, tokenHash)));
  }

  /// Reads the columns of [#CLIENT] behind `token_hash`.
  private static DeviceClient client(Row row, DeviceIdentity identity, String tokenHash)
      throws SQLException {
    return new DeviceClient(
        identity,
        row.text(),
        tokenHash,
        row.constant(DeviceClient.State.class),
        row.instant(),
        row.instantOrNull());
  }
}
