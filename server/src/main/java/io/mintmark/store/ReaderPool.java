package io.mintmark.store;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/// Sessions for reading a database that lies in this process. Nobody waits for one: where there are
/// more readers at once than sessions, another is opened, and those beyond the bound are closed
/// after use. How many are open at once is bounded by the platform's threads, because a read pins
/// its thread. A session stays with no thread, so virtual threads leave none behind.
final class ReaderPool implements Reads, AutoCloseable {

  private final SessionSource sessions;
  private final int keep;
  private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger idleCount = new AtomicInteger();
  private volatile boolean closed;

  /// @param keep idle sessions that are kept open
  ReaderPool(SessionSource sessions, int keep) {
    this.sessions = sessions;
    this.keep = keep;
  }

  @Override
  public <T> T read(Work<T> work) {
    Session session = null;
    try {
      session = borrow();
      T result = work.on(session);
      giveBack(session);
      return result;
    } catch (SQLException e) {
      if (session != null) {
        session.close(); // its statements may be in any state
      }
      throw Failures.of(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    for (var session = idle.poll(); session != null; session = idle.poll()) {
      session.close();
    }
  }

  /// The one given back last, whose pages are warm.
  private Session borrow() throws SQLException {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
    var session = idle.pollFirst();
    if (session == null) {
      return sessions.open();
    }
    idleCount.decrementAndGet();
    return session;
  }

  private void giveBack(Session session) {
    if (closed || idleCount.incrementAndGet() > keep) {
      idleCount.decrementAndGet();
      session.close();
      return;
    }
    idle.addFirst(session);
    if (closed) {
      close();
    }
  }
}
