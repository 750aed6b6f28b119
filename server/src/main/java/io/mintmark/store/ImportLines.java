package io.mintmark.store;

import io.mintmark.device.InitialState;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches.Line;
import io.mintmark.production.Batches.Unit;
import io.mintmark.production.ImportedUnit;
import io.mintmark.vault.Sealed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sealed secrets of imported units that are not minted yet. They go where the reservations of
/// their names go, in the same steps and the same order, and are no longer there than these.
final class ImportLines {

  private static final String BETWEEN =
      " FROM import_line WHERE batch = ? AND name BETWEEN ? AND ?";

  private ImportLines() {}

  private record Brought(String name, Sealed secret, InitialState state) {}

  /// @param lines in the order of their names
  /// @param brought for line 1 and on
  static void add(Session session, String batch, List<Line> lines, List<ImportedUnit> brought)
      throws SQLException {
    var rows = new ArrayList<Object[]>(lines.size());
    for (var line : lines) {
      var unit = brought.get(line.number() - 1);
      rows.add(new Object[] {batch, line.name(), unit.secret(), unit.state().name()});
    }
    session.load("import_line", "batch, name, secret, state", rows);
  }

  /// See `Batches.imported`.
  ///
  /// @param lines neighbours by name, as [Mint#unminted] gives them
  static List<Unit> units(Session session, Batch batch, List<Line> lines) throws SQLException {
    if (lines.isEmpty()) {
      return List.of();
    }
    var names = lines.stream().map(Line::name).sorted().toList();
    var found = new HashMap<String, Brought>();
    session
        .list(
            row -> new Brought(row.text(), row.sealed(), row.constant(InitialState.class)),
            "SELECT name, secret, state" + BETWEEN,
            batch.id().value(),
            names.getFirst(),
            names.getLast())
        .forEach(each -> found.put(each.name, each));
    return lines.stream().map(line -> unit(batch, line, found.get(line.name()))).toList();
  }

  private static Unit unit(Batch batch, Line line, @Nullable Brought brought) {
    if (brought == null) {
      throw new IllegalStateException(
          "batch %s has no secret for its line %d".formatted(batch.id(), line.number()));
    }
    return new Unit(line.number(), line.name(), brought.secret, brought.state);
  }

  /// Removes those of units that are being minted.
  ///
  /// @param units in the order of their names
  static void remove(Session session, Batch batch, List<Unit> units) throws SQLException {
    String id = batch.id().value();
    String first = units.getFirst().name();
    String last = units.getLast().name();
    var between = session.find(Row::number, "SELECT COUNT(*)" + BETWEEN, id, first, last);
    if (between.orElseThrow() == units.size()) {
      session.update("DELETE" + BETWEEN, id, first, last);
      return;
    }
    var rows = new ArrayList<@Nullable Object[]>(units.size());
    for (var unit : units) {
      rows.add(new Object[] {id, unit.name()});
    }
    session.updateAll("DELETE FROM import_line WHERE batch = ? AND name = ?", rows);
  }

  /// Removes the next ones of a batch that is given up.
  ///
  /// @return how many there were
  static int removeSome(Session session, String batch, int limit) throws SQLException {
    return session.update(
        "DELETE FROM import_line WHERE batch = ? AND name IN"
            + " (SELECT name FROM import_line WHERE batch = ? ORDER BY name LIMIT ?)",
        batch,
        batch,
        limit);
  }
}
