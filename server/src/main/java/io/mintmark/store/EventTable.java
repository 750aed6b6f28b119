package io.mintmark.store;

import io.mintmark.event.Event;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The writing side of the table of events: adds at the new end, and takes away at the old one what
/// is beyond the bound. For one thread.
final class EventTable implements AutoCloseable {

  private static final String ADD =
      "INSERT INTO event (at, kind, outcome, product_key, device_name, dialect, transport, address,"
          + " detail, hint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /// At most so many are taken away beyond what was added, so that a lowered bound is reached in
  /// many short steps.
  private static final int TRIM_EXTRA = 1_000;

  private final SessionSource sessions;
  private final long keep;
  private @Nullable Session open;

  /// @param keep events that stay readable, about; older ones go
  EventTable(SessionSource sessions, long keep) {
    this.sessions = sessions;
    this.keep = keep;
  }

  /// Stores all of them or none.
  void add(List<Event> events) {
    try {
      if (open == null) {
        open = sessions.open();
      }
      open.begin();
      open.updateAll(ADD, rows(events));
      SightingTable.update(open, events);
      trim(open, events.size() + TRIM_EXTRA);
      open.commit();
    } catch (SQLException e) {
      close(); // which rolls back
      throw new BrokenStoreException(e);
    }
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  private void trim(Session session, int most) throws SQLException {
    session.update(
        "DELETE FROM event WHERE id <= (SELECT MAX(id) FROM event) - ?"
            + " AND id < (SELECT MIN(id) FROM event) + ?",
        keep,
        most);
  }

  private static List<Object[]> rows(List<Event> events) {
    var rows = new ArrayList<Object[]>(events.size());
    for (var event : events) {
      rows.add(values(event));
    }
    return rows;
  }

  private static @Nullable Object[] values(Event event) {
    var origin = event.origin();
    return new @Nullable Object[] {
      event.at(),
      event.kind(),
      event.outcome(),
      event.productKey(),
      event.deviceName(),
      event.dialect(),
      origin == null ? null : origin.transport(),
      origin == null ? null : origin.address(),
      event.detail(),
      event.hint()
    };
  }
}
