package io.mintmark.store;

import io.mintmark.production.Batch;
import io.mintmark.production.Batches.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Mints the next units of a batch, all or none of them, in one transaction. The batch's row is
/// locked first, so that of two servers minting the same batch one is told that it is late.
final class Mint {

  private static final String LOCK =
      "UPDATE batch SET minted = minted WHERE id = ? AND state = ? AND minted = ? AND size >= ?";

  private static final String ADVANCE =
      "UPDATE batch SET minted = ?, state = CASE WHEN size = ? THEN ? ELSE state END,"
          + " ready_at = CASE WHEN size = ? THEN ? ELSE ready_at END WHERE id = ?";

  private static final String ADD_DEVICE =
      "INSERT INTO device (product_key, name, batch, secret, enabled, reset_pending, created_at)"
          + " VALUES (?, ?, ?, ?, TRUE, FALSE, ?)";

  private final Database database;

  Mint(Database database) {
    this.database = database;
  }

  /// See `Batches.mint`.
  List<Unit> mint(Batch batch, List<Unit> units, Instant at) {
    if (units.isEmpty()) {
      return List.of();
    }
    requireNoGap(units);
    return database.write(session -> mint(session, batch, units, at));
  }

  private static List<Unit> mint(Session session, Batch batch, List<Unit> units, Instant at)
      throws SQLException {
    lock(session, batch, units);
    var names = units.stream().map(Unit::name).toList();
    var taken = NameLookup.inDevices(session, batch.product().value(), names);
    if (!taken.isEmpty()) {
      return units.stream().filter(unit -> taken.contains(unit.name())).toList();
    }
    addDevices(session, batch, units, at);
    switch (batch.nameSource()) {
      case GENERATED -> addLines(session, batch, units);
      case UPLOADED, PATTERN -> free(session, batch, names);
    }
    advance(session, batch, units.getLast().number(), at);
    return List.of();
  }

  private static void lock(Session session, Batch batch, List<Unit> units) throws SQLException {
    int before = units.getFirst().number() - 1;
    int locked =
        session.update(
            LOCK, batch.id().value(), Batch.State.MINTING, before, units.getLast().number());
    if (locked != 1) {
      throw new IllegalStateException(
          "batch %s is not minting, or unit %d is not its next".formatted(batch.id(), before + 1));
    }
  }

  private static void addDevices(Session session, Batch batch, List<Unit> units, Instant at)
      throws SQLException {
    var rows = new ArrayList<Object[]>(units.size());
    for (var unit : units) {
      rows.add(
          new Object[] {
            batch.product().value(), unit.name(), batch.id().value(), unit.secret(), at
          });
    }
    session.updateAll(ADD_DEVICE, rows);
  }

  private static void addLines(Session session, Batch batch, List<Unit> units) throws SQLException {
    var rows = new ArrayList<Object[]>(units.size());
    for (var unit : units) {
      rows.add(new Object[] {batch.id().value(), unit.number(), unit.name()});
    }
    session.updateAll(SqlBatches.ADD_LINE, rows);
  }

  private static void free(Session session, Batch batch, List<String> names) throws SQLException {
    if (NameLookup.free(session, batch.product().value(), names) != names.size()) {
      throw new IllegalStateException("batch %s has no such lines".formatted(batch.id()));
    }
  }

  private static void advance(Session session, Batch batch, int minted, Instant at)
      throws SQLException {
    session.update(ADVANCE, minted, minted, Batch.State.READY, minted, at, batch.id().value());
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
