package io.mintmark.store;

import io.mintmark.production.Batch;
import java.sql.SQLException;

/// Frees the names of a batch that was given up, from its first line to its last. How far that is
/// goes into the batch's row in the same transaction: a name that is free may belong to another
/// batch a moment later, and must not be freed again after a crash.
final class FreedNames {

  private static final int CHUNK = 1_000;

  private static final String STATE =
      "SELECT names_freed FROM batch WHERE id = ? AND state IN ('REJECTED', 'CANCELLED')";

  /// First in the transaction, so that of two servers one waits and then finds it done.
  private static final String LOCK =
      "UPDATE batch SET names_freed = names_freed"
          + " WHERE id = ? AND state IN ('REJECTED', 'CANCELLED')";

  private static final String LINES =
      "SELECT name FROM batch_line WHERE batch = ? AND number > ? ORDER BY number LIMIT ?";

  private FreedNames() {}

  /// See `Batches.freeNames`.
  static boolean freeNext(Session session, Batch batch) throws SQLException {
    String id = batch.id().value();
    if (session.update(LOCK, id) == 0) {
      return false;
    }
    int freed = session.find(Row::number, STATE, id).orElse(batch.size());
    if (freed >= batch.size()) {
      return false;
    }
    var names = session.list(Row::text, LINES, id, freed, CHUNK);
    if (!names.isEmpty()) {
      NameLookup.free(session, batch.product().value(), id, names.stream().sorted().toList());
    }
    ImportLines.removeSome(session, id, CHUNK);
    // A batch with generated names has none before they are minted.
    int next = names.isEmpty() ? batch.size() : freed + names.size();
    session.update("UPDATE batch SET names_freed = ? WHERE id = ?", next, id);
    return next < batch.size();
  }
}
