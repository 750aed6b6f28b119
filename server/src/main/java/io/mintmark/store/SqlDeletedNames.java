package io.mintmark.store;

import io.mintmark.device.DeletedNames;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The names of deleted devices, written with their deletion.
final class SqlDeletedNames implements DeletedNames {

  private static final int CHUNK = 5_000;

  private static final String REMEMBER =
      "INSERT INTO deleted_name (product_key, name, deleted_at) VALUES (?, ?, ?)"
          + " ON CONFLICT (product_key, name) DO UPDATE SET deleted_at = excluded.deleted_at";

  private final Database database;

  SqlDeletedNames(Database database) {
    this.database = database;
  }

  static void remember(Session session, DeviceIdentity identity, Instant at) throws SQLException {
    session.update(REMEMBER, identity.product().value(), identity.name(), at);
  }

  /// Most products have none, and are spared the look at every name.
  @Override
  public List<String> among(ProductKey product, List<String> names) {
    var found = new ArrayList<String>();
    boolean any =
        database.read(
            session ->
                session
                    .find(
                        Row::text,
                        "SELECT name FROM deleted_name WHERE product_key = ? LIMIT 1",
                        product.value())
                    .isPresent());
    for (int from = 0; any && from < names.size(); from += CHUNK) {
      var chunk = names.subList(from, Math.min(from + CHUNK, names.size()));
      var deleted =
          database.read(
              session ->
                  NameLookup.matching(session, NameLookup.Table.DELETED, product.value(), chunk));
      chunk.stream().filter(deleted::contains).forEach(found::add);
    }
    return found;
  }
}
