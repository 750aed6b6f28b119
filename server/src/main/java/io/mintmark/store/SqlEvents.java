package io.mintmark.store;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.Events;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the event log. A page shows what was reported before it was asked for: it waits a little
/// for the writer, and comes without the newest events if the writer is far behind.
final class SqlEvents implements Events {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final String SELECT =
      "SELECT id, at, kind, outcome, product_key, device_name, transport, address, dialect,"
          + " detail, hint FROM event";

  /// [Event#isRefusal] in SQL, word for word as the index `event_of_refused_address` has it.
  private static final String REFUSED =
      "kind IN ('REGISTRATION', 'LOGIN')"
          + " AND outcome NOT IN ('ADMITTED', 'ISSUED', 'REPEATED', 'CREATED')";

  private final Reads database;
  private final SqlEventLog log;

  SqlEvents(Reads database, SqlEventLog log) {
    this.database = database;
    this.log = log;
  }

  @Override
  public List<StoredEvent> page(Query query, int limit) {
    log.flush(PATIENCE);
    var where = new Where();
    where.and("product_key = ?", query.productKey());
    where.and("device_name = ?", query.deviceName());
    where.and("kind = ?", query.kind());
    where.and("outcome = ?", query.outcome());
    where.and("address = ?", query.address());
    if (query.refused()) {
      where.and(REFUSED);
    }
    where.and("at >= ?", query.since());
    where.and("at < ?", query.until());
    where.and("id < ?", query.beforeId());
    where.values.add(limit);
    var sql = SELECT + where.text + " ORDER BY id DESC LIMIT ?";
    return database.read(session -> session.list(SqlEvents::event, sql, where.values.toArray()));
  }

  @Override
  public Optional<StoredEvent> find(long id) {
    log.flush(PATIENCE);
    return database.read(session -> session.find(SqlEvents::event, SELECT + " WHERE id = ?", id));
  }

  /// The conditions that a query names.
  private static final class Where {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    void and(String condition, @Nullable Object value) {
      if (value != null) {
        and(condition);
        values.add(value);
      }
    }

    void and(String condition) {
      text.append(text.isEmpty() ? " WHERE " : " AND ").append(condition);
    }
  }

  private static StoredEvent event(Row row) throws SQLException {
    long id = row.bigNumber();
    var at = row.instant();
    var kind = row.constant(EventKind.class);
    String outcome = row.text();
    String product = row.textOrNull();
    String device = row.textOrNull();
    var transport = row.constantOrNull(Transport.class);
    String address = row.textOrNull();
    String dialect = row.textOrNull();
    String detail = row.textOrNull();
    String hint = row.textOrNull();
    var origin = transport == null || address == null ? null : new Origin(transport, address);
    return new StoredEvent(
        id, new Event(at, kind, outcome, product, device, dialect, origin, detail, hint));
  }
}
