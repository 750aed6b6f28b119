package io.mintmark.store;

import io.mintmark.device.StoreOverloadedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The one writer of a database. Small updates of the device plane that are waiting at the same
/// moment share a transaction, and each is answered after that transaction is durable. There is no
/// timer: while one group is being committed the next one gathers by itself.
///
/// Long work of the management plane gets transactions of its own, one between two groups, so that
/// a device waits for at most one such piece however many are queued.
///
/// Futures complete on the writer's thread. Whoever has more to do than to note the answer hops to
/// a thread of his own; the next group waits until he returns.
final class GroupCommit implements AutoCloseable {

  private static final int GROUP_LIMIT = 512;

  private final Writer writer;
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrival = lock.newCondition();
  private final Deque<Writer.Small> updates = new ArrayDeque<>();
  private final Deque<Writer.Piece<?>> pieces = new ArrayDeque<>();
  private final Thread thread;
  private boolean closed;

  /// @param capacity small updates that may wait; more are refused
  GroupCommit(SessionSource sessions, int capacity) {
    this.writer = new Writer(sessions);
    this.capacity = capacity;
    this.thread = Thread.ofPlatform().name("store-writer").daemon().start(this::run);
  }

  /// Never blocks. The stage fails with [StoreOverloadedException] at once if too many are waiting.
  ///
  /// @return how many rows the statement changed, when that is durable
  CompletionStage<Integer> update(String sql, @Nullable Object... values) {
    var update = new Writer.Update(sql, values, new CompletableFuture<>());
    enqueue(update);
    return update.done();
  }

  /// The same for several statements that belong together, a few milliseconds of work at most.
  ///
  /// @param work run again if those it shared a transaction with made that fail
  <T> CompletionStage<T> run(Work<T> work) {
    var task = new Writer.Task<>(work, new CompletableFuture<>());
    enqueue(task);
    return task.done();
  }

  private void enqueue(Writer.Small update) {
    lock.lock();
    try {
      if (closed) {
        update.done().completeExceptionally(closedException());
      } else if (updates.size() >= capacity) {
        update.done().completeExceptionally(new StoreOverloadedException());
      } else {
        updates.add(update);
        arrival.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Runs the work in a transaction of its own and returns when it is durable.
  <T> T call(Work<T> work) {
    var piece = new Writer.Piece<>(work, new CompletableFuture<>());
    lock.lock();
    try {
      if (closed) {
        throw closedException();
      }
      pieces.add(piece);
      arrival.signal();
    } finally {
      lock.unlock();
    }
    try {
      return piece.done().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// Long pieces that wait for their turn.
  int waitingPieces() {
    lock.lock();
    try {
      return pieces.size();
    } finally {
      lock.unlock();
    }
  }

  /// Takes nothing more, finishes what is waiting and closes the connection.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrival.signal();
    } finally {
      lock.unlock();
    }
    Threads.join(thread);
  }

  private void run() {
    var group = new ArrayList<Writer.Small>(GROUP_LIMIT);
    while (true) {
      Writer.Piece<?> piece;
      lock.lock();
      try {
        while (updates.isEmpty() && pieces.isEmpty() && !closed) {
          arrival.awaitUninterruptibly();
        }
        drain(group);
        piece = pieces.poll();
      } finally {
        lock.unlock();
      }
      if (group.isEmpty() && piece == null) {
        writer.close();
        return;
      }
      writer.commitTogether(group);
      group.clear();
      if (piece != null) {
        writer.commit(piece);
      }
    }
  }

  private void drain(List<Writer.Small> group) {
    while (group.size() < GROUP_LIMIT && !updates.isEmpty()) {
      group.add(updates.remove());
    }
  }

  private static IllegalStateException closedException() {
    return new IllegalStateException("the store is closed");
  }
}
