package io.mintmark.store;

import io.mintmark.product.ProductKey;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches.Line;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Takes in a batch with the names of its units, up to a million of them, without holding up the
/// device plane.
///
/// A product takes in one list at a time. Every name is first looked up among the devices and the
/// reserved names. Then the lines and their reservations are written in chunks, and each chunk is
/// looked up once more, because a device may have taken a name by unlisted registration meanwhile;
/// once it is reserved, nobody else can. Then the last step, a short one, makes the batch itself
/// appear. Until then nobody can see the lines. A crash leaves a row in `intake`, and the next
/// start undoes what that one had written ([#sweep]). On PostgreSQL all of this is one transaction
/// anyway.
final class NameIntake {

  private static final int CHUNK = 500;

  private final Database database;

  NameIntake(Database database) {
    this.database = database;
  }

  /// See `Batches.create`, for names given by the owner.
  List<Line> take(Batch batch, List<String> names) {
    return database.inTurn(
        "names of " + batch.product(),
        steps -> {
          var taken = taken(steps, batch.product(), names);
          return taken.isEmpty() ? store(steps, batch, names) : taken;
        });
  }

  /// See `Batches.taken`.
  List<Line> taken(ProductKey product, List<String> names) {
    return database.inTurn("names of " + product, steps -> taken(steps, product, names));
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

  private static List<Line> taken(Database.Steps steps, ProductKey product, List<String> names) {
    var taken = new HashSet<String>();
    for (var chunk : chunks(names.size())) {
      taken.addAll(steps.read(session -> taken(session, product, chunk.of(names))));
    }
    return lines(names, taken);
  }

  private static List<Line> lines(List<String> names, Set<String> chosen) {
    if (chosen.isEmpty()) {
      return List.of();
    }
    return IntStream.range(0, names.size())
        .filter(i -> chosen.contains(names.get(i)))
        .mapToObj(i -> new Line(i + 1, names.get(i)))
        .toList();
  }

  private static Set<String> taken(Session session, ProductKey product, List<String> names)
      throws SQLException {
    var taken = NameLookup.inDevices(session, product.value(), names);
    taken.addAll(NameLookup.inReserved(session, product.value(), names));
    return taken;
  }

  /// @return the lines whose names were taken meanwhile; nothing is left stored unless it is empty
  private static List<Line> store(Database.Steps steps, Batch batch, List<String> names) {
    var intake = new Intake(batch.id().value(), batch.product().value());
    steps.write(
        session ->
            session.update(
                "INSERT INTO intake (batch, product_key) VALUES (?, ?)",
                intake.batch,
                intake.product));
    try {
      for (var chunk : chunks(names.size())) {
        var met = steps.write(session -> write(session, intake, chunk, names));
        if (!met.isEmpty()) {
          undo(steps, intake);
          return lines(names, met);
        }
      }
      steps.write(session -> appear(session, batch));
      return List.of();
    } catch (RuntimeException e) {
      undoAfter(e, steps, intake);
      throw e;
    }
  }

  /// @return names that have devices after all
  private static Set<String> write(Session session, Intake intake, Chunk chunk, List<String> names)
      throws SQLException {
    var lines = new ArrayList<Object[]>(chunk.size());
    var reservations = new ArrayList<Object[]>(chunk.size());
    for (int i = chunk.from; i < chunk.to; i++) {
      lines.add(new Object[] {intake.batch, i + 1, names.get(i)});
      reservations.add(new Object[] {intake.product, names.get(i)});
    }
    session.updateAll(SqlBatches.ADD_LINE, lines);
    session.updateAll("INSERT INTO reserved_name (product_key, name) VALUES (?, ?)", reservations);
    return NameLookup.inDevices(session, intake.product, chunk.of(names));
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
    NameLookup.free(session, intake.product, lines.stream().map(Line::name).toList());
    session.update(
        "DELETE FROM batch_line WHERE batch = ? AND number >= ?",
        intake.batch,
        lines.getLast().number());
    return true;
  }

  private static List<Chunk> chunks(int size) {
    return IntStream.iterate(0, from -> from < size, from -> from + CHUNK)
        .mapToObj(from -> new Chunk(from, Math.min(from + CHUNK, size)))
        .toList();
  }

  private record Chunk(int from, int to) {

    int size() {
      return to - from;
    }

    List<String> of(List<String> names) {
      return names.subList(from, to);
    }
  }
}
