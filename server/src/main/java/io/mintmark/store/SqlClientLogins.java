package io.mintmark.store;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.risk.ClientLogin;
import io.mintmark.risk.ClientLogins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The latest login of each DeviceClient, one row each.
final class SqlClientLogins implements ClientLogins {

  private static final String PUT =
      "INSERT INTO client_login (product_key, name, client_id, at, transport, address, sdk)"
          + " SELECT product_key, name, ?, ?, ?, ?, ? FROM device"
          + " WHERE product_key = ? AND name = ?"
          + " ON CONFLICT (product_key, name, client_id) DO UPDATE SET at = excluded.at,"
          + " transport = excluded.transport, address = excluded.address, sdk = excluded.sdk"
          + " WHERE excluded.at >= client_login.at";

  private final Database database;

  SqlClientLogins(Database database) {
    this.database = database;
  }

  /// Rows in one order for all servers, so that none waits for another in a circle.
  @Override
  public void put(List<ClientLogin> logins) {
    var ordered = new ArrayList<>(logins);
    ordered.sort(Comparator.comparing(login -> login.identity() + "/" + login.clientId()));
    List<@Nullable Object[]> rows = ordered.stream().map(SqlClientLogins::values).toList();
    database.write(session -> session.updateAll(PUT, rows));
  }

  private static @Nullable Object[] values(ClientLogin login) {
    return new @Nullable Object[] {
      login.clientId(),
      login.at(),
      login.origin().transport(),
      login.origin().address(),
      login.sdk(),
      login.identity().product().value(),
      login.identity().name()
    };
  }

  @Override
  public List<ClientLogin> ofName(DeviceIdentity identity) {
    return database.read(
        session ->
            session.list(
                row ->
                    new ClientLogin(
                        identity,
                        row.text(),
                        row.instant(),
                        new Origin(row.constant(Transport.class), row.text()),
                        row.textOrNull()),
                "SELECT client_id, at, transport, address, sdk FROM client_login"
                    + " WHERE product_key = ? AND name = ?",
                identity.product().value(),
                identity.name()));
  }
}
