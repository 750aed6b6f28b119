package io.mintmark.store;

import io.mintmark.product.ProductKey;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches.Line;
import io.mintmark.production.ImportedUnit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Takes in a batch with the names of its units, up to a million of them, without holding up the
/// device plane.
///
/// A product takes in one list at a time. Every name is first looked up among the devices and the
/// reserved names. Then the lines are written in chunks and after them their reservations, and each
/// chunk of these is looked up once more, because a device may have taken a name by unlisted
/// registration meanwhile; once it is reserved, nobody else can. Then the last step, a short one,
/// makes the batch itself appear. Until then nobody can see the lines. A crash leaves a row in
/// `intake`, and the next start undoes what that one had written ([#sweep]). On PostgreSQL all of
/// this is one transaction anyway.
///
/// Whatever goes by name goes in the order of the names, as the tables do: neighbours share pages.
final class NameIntake {

  /// Names in one step, some ten or twenty milliseconds of writing.
  private static final int CHUNK = 4_000;

  private final Database database;

  NameIntake(Database database) {
    this.database = database;
  }

  /// See `Batches.create`, for names given by the owner.
  List<Line> take(Batch batch, List<String> names, List<ImportedUnit> brought) {
    if (!brought.isEmpty() && brought.size() != names.size()) {
      throw new IllegalArgumentException("an import has one secret for each name");
    }
    return database.inTurn(
        "names of " + batch.product(),
        steps -> {
          var ordered = byName(names);
          var taken = taken(steps, batch.product(), ordered);
          return taken.isEmpty() ? store(steps, batch, names, ordered, brought) : taken;
        });
  }

  /// See `Batches.taken`.
  List<Line> taken(ProductKey product, List<String> names) {
    return database.inTurn("names of " + product, steps -> taken(steps, product, byName(names)));
  }

  /// Undoes what a crash left behind. To be called before anything else is asked of the store.
  void sweep() {
    var left =
        database.read(
            session ->
                session.list(
                    row -> new Intake(row.text(), row.text()),
                    "SELECT batch, product_key FROM intake"));
    for (var intake : left) {
      database.inTurn(
          "names of " + intake.product,
          steps -> {
            undo(steps, intake);
            return intake;
          });
    }
  }

  private record Intake(String batch, String product) {}

  private static List<Line> taken(Database.Steps steps, ProductKey product, List<Line> ordered) {
    var devices = new OrderedLookup(NameLookup.Table.DEVICE);
    var reserved = new OrderedLookup(NameLookup.Table.RESERVED);
    var taken = new ArrayList<Line>();
    for (var chunk : chunks(ordered)) {
      var names = names(chunk);
      var found = steps.read(session -> devices.matching(session, product.value(), names));
      found.addAll(steps.read(session -> reserved.matching(session, product.value(), names)));
      taken.addAll(among(found, chunk));
    }
    return inOrder(taken);
  }

  /// Lines 1 and on, in the order of their names.
  private static List<Line> byName(List<String> names) {
    var lines = new Line[names.size()];
    Arrays.setAll(lines, i -> new Line(i + 1, names.get(i)));
    Arrays.sort(lines, Comparator.comparing(Line::name));
    return Arrays.asList(lines);
  }

  private static List<Line> inOrder(List<Line> lines) {
    return lines.stream().sorted(Comparator.comparingInt(Line::number)).toList();
  }

  private static List<Line> among(Set<String> names, List<Line> lines) {
    return names.isEmpty()
        ? List.of()
        : lines.stream().filter(line -> names.contains(line.name())).toList();
  }

  private static List<String> names(List<Line> lines) {
    return lines.stream().map(Line::name).toList();
  }

  /// @return the lines whose names were taken meanwhile; nothing is left stored unless it is empty
  private static List<Line> store(
      Database.Steps steps,
      Batch batch,
      List<String> names,
      List<Line> ordered,
      List<ImportedUnit> brought) {
    var intake = new Intake(batch.id().value(), batch.product().value());
    steps.write(
        session ->
            session.update(
                "INSERT INTO intake (batch, product_key) VALUES (?, ?)",
                intake.batch,
                intake.product));
    try {
      write(steps, intake, names);
      var met = reserve(steps, intake, ordered, brought);
      if (!met.isEmpty()) {
        undo(steps, intake);
        return inOrder(met);
      }
      steps.write(session -> appear(session, batch));
      return List.of();
    } catch (RuntimeException e) {
      undoAfter(e, steps, intake);
      throw e;
    }
  }

  private static void write(Database.Steps steps, Intake intake, List<String> names) {
    for (int from = 0; from < names.size(); from += CHUNK) {
      var rows = new ArrayList<Object[]>(CHUNK);
      for (int i = from; i < Math.min(from + CHUNK, names.size()); i++) {
        rows.add(new Object[] {intake.batch, i + 1, names.get(i)});
      }
      steps.write(session -> load(session, "batch_line", SqlBatches.LINE_COLUMNS, rows));
    }
  }

  /// @return lines whose names have devices after all; not all of them are reserved then
  private static List<Line> reserve(
      Database.Steps steps, Intake intake, List<Line> ordered, List<ImportedUnit> brought) {
    var devices = new OrderedLookup(NameLookup.Table.DEVICE);
    for (var chunk : chunks(ordered)) {
      var met = steps.write(session -> reserve(session, intake, chunk, brought, devices));
      if (!met.isEmpty()) {
        return met;
      }
    }
    return List.of();
  }

  private static List<Line> reserve(
      Session session,
      Intake intake,
      List<Line> lines,
      List<ImportedUnit> brought,
      OrderedLookup devices)
      throws SQLException {
    var rows = new ArrayList<Object[]>(lines.size());
    for (var line : lines) {
      rows.add(new Object[] {intake.product, line.name(), intake.batch, line.number()});
    }
    load(session, "reserved_name", "product_key, name, batch, number", rows);
    if (!brought.isEmpty()) {
      ImportLines.add(session, intake.batch, lines, brought);
    }
    return among(devices.matching(session, intake.product, names(lines)), lines);
  }

  private static int load(Session session, String table, String columns, List<Object[]> rows)
      throws SQLException {
    session.load(table, columns, rows);
    return rows.size();
  }

  private static int appear(Session session, Batch batch) throws SQLException {
    SqlBatches.insert(session, batch);
    return session.update("DELETE FROM intake WHERE batch = ?", batch.id().value());
  }

  /// On PostgreSQL the transaction is dead by now and undoes it all by itself.
  private static void undoAfter(RuntimeException cause, Database.Steps steps, Intake intake) {
    try {
      undo(steps, intake);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /// From the last line to the first, so that a crash in between leaves it to be done again.
  private static void undo(Database.Steps steps, Intake intake) {
    boolean more = true;
    while (more) {
      more = steps.write(session -> ImportLines.removeSome(session, intake.batch, CHUNK) > 0);
    }
    more = true;
    while (more) {
      more = steps.write(session -> undoChunk(session, intake));
    }
    steps.write(session -> session.update("DELETE FROM intake WHERE batch = ?", intake.batch));
  }

  private static boolean undoChunk(Session session, Intake intake) throws SQLException {
    var lines =
        session.list(
            row -> new Line(row.number(), row.text()),
            "SELECT number, name FROM batch_line WHERE batch = ? ORDER BY number DESC LIMIT ?",
            intake.batch,
            CHUNK);
    if (lines.isEmpty()) {
      return false;
    }
    NameLookup.free(session, intake.product, intake.batch, names(lines));
    session.update(
        "DELETE FROM batch_line WHERE batch = ? AND number >= ?",
        intake.batch,
        lines.getLast().number());
    return true;
  }

  private static List<List<Line>> chunks(List<Line> lines) {
    return IntStream.iterate(0, from -> from < lines.size(), from -> from + CHUNK)
        .mapToObj(from -> lines.subList(from, Math.min(from + CHUNK, lines.size())))
        .toList();
  }
}
