package io.mintmark.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs transactions on the one writing session, opened anew after it broke. Every future it is
/// given is completed, whatever happens, and never before its commit. For one thread.
final class Writer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Writer.class);

  private final SessionSource sessions;
  private @Nullable Session open;

  Writer(SessionSource sessions) {
    this.sessions = sessions;
  }

  /// One statement that may share a transaction: it may be run again if that was rolled back.
  static final class Update {
    private final String sql;
    private final @Nullable Object[] values;
    private final CompletableFuture<Integer> done;

    Update(String sql, @Nullable Object[] values, CompletableFuture<Integer> done) {
      this.sql = sql;
      this.values = values;
      this.done = done;
    }

    CompletableFuture<Integer> done() {
      return done;
    }
  }

  /// Work that has a transaction to itself.
  record Piece<T>(Work<T> work, CompletableFuture<T> done) {}

  /// Commits all updates in one transaction. If one of them fails, the others must not: then all
  /// are rolled back and each is run by itself. A commit that fails is not repeated, because it may
  /// have happened.
  void commitTogether(List<Update> group) {
    if (group.isEmpty()) {
      return;
    }
    Map<Update, Integer> changed;
    boolean committing = false;
    try {
      var session = session();
      changed = run(session, group);
      committing = true;
      session.commit();
    } catch (SQLException | RuntimeException | Error e) {
      undo();
      if (committing || open == null || group.size() == 1) {
        fail(group, e);
      } else {
        group.forEach(update -> commitTogether(List.of(update)));
      }
      return;
    }
    changed.forEach((update, count) -> update.done.complete(count));
  }

  /// Runs the updates sorted by their statement, so that each statement is one exchange. All of
  /// them are concurrent, none being answered yet, so their order is free.
  private static Map<Update, Integer> run(Session session, List<Update> group) throws SQLException {
    session.begin();
    var byStatement = new LinkedHashMap<String, List<Update>>();
    for (var update : group) {
      byStatement.computeIfAbsent(update.sql, _ -> new ArrayList<>()).add(update);
    }
    var changed = new LinkedHashMap<Update, Integer>();
    for (var alike : byStatement.entrySet()) {
      var counts =
          session.updateAll(
              alike.getKey(), alike.getValue().stream().map(update -> update.values).toList());
      for (int i = 0; i < counts.length; i++) {
        changed.put(alike.getValue().get(i), counts[i]);
      }
    }
    return changed;
  }

  <T> void commit(Piece<T> piece) {
    T result;
    try {
      var session = session();
      session.begin();
      result = piece.work().on(session);
      session.commit();
    } catch (SQLException e) {
      undo();
      piece.done().completeExceptionally(new BrokenStoreException(e));
      return;
    } catch (RuntimeException | Error e) {
      undo();
      piece.done().completeExceptionally(e);
      return;
    }
    piece.done().complete(result);
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  private Session session() throws SQLException {
    if (open == null) {
      open = sessions.open();
    }
    return open;
  }

  /// Rolls back, or gives the session up if it will not even do that.
  private void undo() {
    if (open == null) {
      return;
    }
    try {
      open.rollBack();
    } catch (SQLException e) {
      close();
    }
  }

  private static void fail(List<Update> group, Throwable cause) {
    log.error("{} updates failed: {}", group.size(), cause.getMessage());
    var failure = new BrokenStoreException(cause);
    group.forEach(update -> update.done.completeExceptionally(failure));
  }
}
