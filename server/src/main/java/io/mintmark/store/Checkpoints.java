package io.mintmark.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies the write-ahead log into the SQLite file on a thread of its own, while the writer goes on
/// writing. Left to the writer alone, this work falls into the commit that happens to fill the log,
/// and everybody who waits for that commit waits for it too. The writer still does what is left
/// when the log gets long, because only a log that is copied whole starts again from its beginning.
final class Checkpoints implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

  private static final Duration INTERVAL = Duration.ofMillis(50);

  /// Pages not yet copied that are worth the effort, some 20 MB: the more there are, the more of
  /// them are versions of the same page, of which only the last is copied.
  private static final int WORTHWHILE_PAGES = 5_000;

  private final SessionSource sessions;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing; // on the thread

  Checkpoints(SessionSource sessions) {
    this.sessions = sessions;
    this.thread = Thread.ofPlatform().name("store-checkpoint").daemon().start(this::run);
  }

  @Override
  public void close() {
    closed.countDown();
    Threads.join(thread);
  }

  private void run() {
    try (var session = sessions.open()) {
      while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        copy(session);
      }
    } catch (SQLException e) {
      log.warn("checkpoints are left to the writer from now on: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A disk that is full now may have room later.
  private void copy(Session session) {
    try {
      if (waitingPages(session) >= WORTHWHILE_PAGES) {
        session.list(Row::number, "PRAGMA wal_checkpoint(PASSIVE)");
      }
      failing = false;
    } catch (SQLException e) {
      if (!failing) {
        log.warn("the log cannot be copied into the database at present: {}", e.getMessage());
      }
      failing = true;
    }
  }

  /// Asks without doing anything.
  private static int waitingPages(Session session) throws SQLException {
    return session.find(Checkpoints::waitingPages, "PRAGMA wal_checkpoint(NOOP)").orElse(0);
  }

  private static int waitingPages(Row row) throws SQLException {
    row.number(); // whether it was blocked
    int written = row.number();
    int copied = row.number();
    return written - copied;
  }
}
