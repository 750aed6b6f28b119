package io.mintmark.store;

import io.mintmark.device.Sighting;
import io.mintmark.device.Sightings;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.product.ProductKey;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the table of sightings. What was reported before is waited for a little, as in
/// [SqlEvents].
final class SqlSightings implements Sightings {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Reads database;
  private final SqlEventLog log;

  SqlSightings(Reads database, SqlEventLog log) {
    this.database = database;
    this.log = log;
  }

  @Override
  public Map<String, Sighting> of(ProductKey product, Collection<String> names) {
    if (names.isEmpty()) {
      return Map.of();
    }
    log.flush(PATIENCE);
    String sql =
        "SELECT device_name, login_at, seen_at, transport, address, told FROM sighting"
            + " WHERE product_key = ? AND device_name IN ("
            + String.join(", ", Collections.nCopies(names.size(), "?"))
            + ")";
    List<Object> values = new ArrayList<>();
    values.add(product.value());
    values.addAll(names);
    Map<String, Sighting> found = new HashMap<>();
    database.read(
        session ->
            session.list(row -> found.put(row.text(), sighting(row)), sql, values.toArray()));
    return found;
  }

  private static Sighting sighting(Row row) throws SQLException {
    return new Sighting(
        row.instant(),
        row.instant(),
        new Origin(row.constant(Transport.class), row.text()),
        row.textOrNull());
  }
}
