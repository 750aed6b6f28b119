package io.mintmark.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  /// Something small that may share a transaction: it may be run again if that was rolled back.
  sealed interface Small permits Update, Task {

    CompletableFuture<?> done();
  }

  /// One statement; those of the same text are one exchange.
  static final class Update implements Small {
    private final String sql;
    private final @Nullable Object[] values;
    private final CompletableFuture<Integer> done;

    Update(String sql, @Nullable Object[] values, CompletableFuture<Integer> done) {
      this.sql = sql;
      this.values = values;
      this.done = done;
    }

    @Override
    public CompletableFuture<Integer> done() {
      return done;
    }
  }

  /// Several statements, in one go.
  record Task<T>(Work<T> work, CompletableFuture<T> done) implements Small {

    /// @return what answers it, to be run after the commit
    private Runnable run(Session session) throws SQLException {
      T result = work.on(session);
      return () -> done.complete(result);
    }
  }

  /// Work that has a transaction to itself.
  record Piece<T>(Work<T> work, CompletableFuture<T> done) {}

  /// Commits all of a group in one transaction. If one of it fails, the others must not: then all
  /// are rolled back and each is run by itself. A commit that fails is not repeated, because it may
  /// have happened.
  void commitTogether(List<Small> group) {
    if (group.isEmpty()) {
      return;
    }
    List<Runnable> answers;
    boolean committing = false;
    try {
      var session = session();
      answers = run(session, group);
      committing = true;
      session.commit();
    } catch (SQLException | RuntimeException | Error e) {
      undo();
      if (committing || open == null || group.size() == 1) {
        fail(group, e);
      } else {
        group.forEach(small -> commitTogether(List.of(small)));
      }
      return;
    }
    answers.forEach(Runnable::run);
  }

  /// All of a group are concurrent, none being answered yet, so their order is free.
  private static List<Runnable> run(Session session, List<Small> group) throws SQLException {
    session.begin();
    var answers = new ArrayList<Runnable>(group.size());
    var byStatement = new LinkedHashMap<String, List<Update>>();
    for (var small : group) {
      switch (small) {
        case Update update ->
            byStatement.computeIfAbsent(update.sql, _ -> new ArrayList<>()).add(update);
        case Task<?> task -> answers.add(task.run(session));
      }
    }
    for (var alike : byStatement.entrySet()) {
      run(session, alike.getKey(), alike.getValue(), answers);
    }
    return answers;
  }

  private static void run(Session session, String sql, List<Update> updates, List<Runnable> answers)
      throws SQLException {
    var counts = session.updateAll(sql, updates.stream().map(update -> update.values).toList());
    for (int i = 0; i < counts.length; i++) {
      var update = updates.get(i);
      int changed = counts[i];
      answers.add(() -> update.done.complete(changed));
    }
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
      piece.done().completeExceptionally(Failures.of(e));
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

  private static void fail(List<Small> group, Throwable cause) {
    log.error("{} small writes failed: {}", group.size(), cause.getMessage());
    var failure = new BrokenStoreException(cause);
    group.forEach(small -> small.done().completeExceptionally(failure));
  }
}
