package io.mintmark.store;

import io.mintmark.device.BatchId;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches.Line;
import io.mintmark.production.Batches.Unit;
import io.mintmark.production.NameSource;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Mints units of a batch, all or none of them, in one transaction. The batch's row is changed
/// first, so that of two servers minting the same batch one waits, and is told that it is late.
///
/// The devices' table is ordered by name. A chunk of names from all over it would change a page for
/// nearly every name, so a list is minted in the order of its names.
final class Mint {

  private static final String ADVANCE =
      "UPDATE batch SET minted = minted + ?,"
          + " state = CASE WHEN minted + ? = size THEN ? ELSE state END,"
          + " ready_at = CASE WHEN minted + ? = size THEN ? ELSE ready_at END"
          + " WHERE id = ? AND state = ? AND minted + ? <= size";

  private static final String ADVANCE_FROM = ADVANCE + " AND minted = ?";

  private static final String DEVICE_COLUMNS =
      "product_key, name, batch, secret, enabled, reset_pending, created_at";

  private static final String UNMINTED =
      "SELECT number, name FROM reserved_name"
          + " WHERE product_key = ? AND name > ? AND batch = ?"
          + " ORDER BY product_key, name LIMIT ?";

  private final Database database;

  /// Up to which name a batch is minted. Only saves walking past the names of other batches: what
  /// is reserved decides. Forgotten with the process.
  private final Map<BatchId, String> reached = new ConcurrentHashMap<>();

  Mint(Database database) {
    this.database = database;
  }

  /// See `Batches.unminted`.
  List<Line> unminted(Batch batch, int limit) {
    var behind = reached.get(batch.id());
    if (behind != null) {
      var lines = unminted(batch, behind, limit);
      if (lines.size() == limit) {
        return lines;
      }
    }
    return unminted(batch, "", limit);
  }

  private List<Line> unminted(Batch batch, String behind, int limit) {
    return database.read(
        session ->
            session.list(
                row -> new Line(row.number(), row.text()),
                UNMINTED,
                batch.product().value(),
                behind,
                batch.id().value(),
                limit));
  }

  /// See `Batches.mint`.
  List<Unit> mint(Batch batch, List<Unit> units, Instant at) {
    if (units.isEmpty()) {
      return List.of();
    }
    var ordered = units.stream().sorted(Comparator.comparing(Unit::name)).toList();
    try {
      database.write(session -> mint(session, batch, units, ordered, at));
    } catch (BrokenStoreException e) {
      var taken = Failures.isConflict(e) ? taken(batch, units) : List.<Unit>of();
      if (taken.isEmpty()) {
        throw e;
      }
      return taken;
    }
    if (batch.nameSource() != NameSource.GENERATED) {
      remember(batch, units.size(), ordered.getLast().name());
    }
    return List.of();
  }

  /// Asked only when the database has refused a chunk: looking first would cost every chunk.
  private List<Unit> taken(Batch batch, List<Unit> units) {
    var names = units.stream().map(Unit::name).toList();
    var taken =
        database.read(
            session ->
                NameLookup.matching(
                    session, NameLookup.Table.DEVICE, batch.product().value(), names));
    return units.stream().filter(unit -> taken.contains(unit.name())).toList();
  }

  private static int mint(
      Session session, Batch batch, List<Unit> units, List<Unit> ordered, Instant at)
      throws SQLException {
    switch (batch.nameSource()) {
      case GENERATED -> {
        requireNoGap(units);
        advanceFrom(session, batch, units, at);
        addLines(session, batch, units);
      }
      case UPLOADED, PATTERN -> {
        advance(session, batch, units.size(), at);
        free(session, batch, ordered);
      }
      case IMPORTED -> {
        advance(session, batch, units.size(), at);
        free(session, batch, ordered);
        ImportLines.remove(session, batch, ordered);
      }
    }
    addDevices(session, batch, ordered, at);
    return units.size();
  }

  private static void advanceFrom(Session session, Batch batch, List<Unit> units, Instant at)
      throws SQLException {
    int size = units.size();
    int before = units.getFirst().number() - 1;
    requireNext(
        session.update(
            ADVANCE_FROM,
            size,
            size,
            Batch.State.READY,
            size,
            at,
            batch.id().value(),
            Batch.State.MINTING,
            size,
            before),
        batch);
  }

  private static void advance(Session session, Batch batch, int size, Instant at)
      throws SQLException {
    requireNext(
        session.update(
            ADVANCE,
            size,
            size,
            Batch.State.READY,
            size,
            at,
            batch.id().value(),
            Batch.State.MINTING,
            size),
        batch);
  }

  private static void requireNext(int batchesChanged, Batch batch) {
    if (batchesChanged != 1) {
      throw new IllegalStateException(
          "batch %s is not minting, or these units are not its next".formatted(batch.id()));
    }
  }

  private static void addDevices(Session session, Batch batch, List<Unit> units, Instant at)
      throws SQLException {
    var rows = new ArrayList<Object[]>(units.size());
    var activated = new ArrayList<Object[]>();
    String product = batch.product().value();
    String id = batch.id().value();
    for (var unit : units) {
      String name = unit.name();
      switch (unit.state()) {
        case UNACTIVATED ->
            rows.add(new Object[] {product, name, id, unit.secret(), true, false, at});
        case DISABLED ->
            rows.add(new Object[] {product, name, id, unit.secret(), false, false, at});
        case ACTIVATED -> {
          var since = batch.createdAt();
          activated.add(new Object[] {product, name, id, unit.secret(), true, false, at, since});
        }
      }
    }
    session.load("device", DEVICE_COLUMNS, rows);
    if (!activated.isEmpty()) {
      session.load("device", DEVICE_COLUMNS + ", activated_at", activated);
    }
  }

  private static void addLines(Session session, Batch batch, List<Unit> units) throws SQLException {
    var rows = new ArrayList<Object[]>(units.size());
    for (var unit : units) {
      rows.add(new Object[] {batch.id().value(), unit.number(), unit.name()});
    }
    session.load("batch_line", SqlBatches.LINE_COLUMNS, rows);
  }

  private static void free(Session session, Batch batch, List<Unit> units) throws SQLException {
    var names = units.stream().map(Unit::name).toList();
    var product = batch.product().value();
    if (NameLookup.free(session, product, batch.id().value(), names) != names.size()) {
      throw new IllegalStateException(
          "batch %s has no such lines that are not minted".formatted(batch.id()));
    }
  }

  private void remember(Batch batch, int minted, String name) {
    if (batch.minted() + minted >= batch.size()) {
      reached.remove(batch.id());
    } else {
      reached.put(batch.id(), name);
    }
  }

  private static void requireNoGap(List<Unit> units) {
    int expected = units.getFirst().number();
    for (var unit : units) {
      if (unit.number() != expected++) {
        throw new IllegalStateException("unit %d is out of order".formatted(unit.number()));
      }
    }
  }
}
