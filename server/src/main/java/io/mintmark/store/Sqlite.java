package io.mintmark.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The embedded database: reads happen on the caller's thread and are over at once, all writes go
/// through one thread.
final class Sqlite implements Database {

  private static final int READERS = 16;
  private static final int WAITING_UPDATES = 16_384;

  private final ReaderPool readers;
  private final GroupCommit writer;
  private final Checkpoints checkpoints;
  private final LongAdder deviceCalls = new LongAdder();
  private final ConcurrentHashMap<String, ReentrantLock> turns = new ConcurrentHashMap<>();
  private final Steps steps =
      new Steps() {
        @Override
        public <T> T read(Work<T> work) {
          return Sqlite.this.read(work);
        }

        @Override
        public <T> T write(Work<T> work) {
          return Sqlite.this.write(work);
        }
      };

  Sqlite(SqliteFile file) {
    this(file::reader, file::writer);
  }

  Sqlite(SessionSource forReading, SessionSource forWriting) {
    this.readers = new ReaderPool(forReading, READERS);
    this.writer = new GroupCommit(forWriting, WAITING_UPDATES);
    this.checkpoints = new Checkpoints(forWriting);
  }

  @Override
  public <T> T read(Work<T> work) {
    return readers.read(work);
  }

  @Override
  public <T> CompletionStage<T> readAsync(Work<T> work) {
    deviceCalls.increment();
    try {
      return CompletableFuture.completedStage(read(work));
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    return writer.call(work);
  }

  @Override
  public CompletionStage<Integer> writeAsync(String sql, @Nullable Object... values) {
    deviceCalls.increment();
    return writer.update(sql, values);
  }

  @Override
  public <T> CompletionStage<T> writeAsync(Work<T> work) {
    deviceCalls.increment();
    return writer.run(work);
  }

  @Override
  public long deviceCalls() {
    return deviceCalls.sum();
  }

  @Override
  public <T> T inTurn(String turn, Function<Steps, T> work) {
    var lock = turns.computeIfAbsent(turn, _ -> new ReentrantLock());
    lock.lock();
    try {
      return work.apply(steps);
    } finally {
      lock.unlock();
    }
  }

  /// The writer goes last, because the last connection to close folds the log into the file.
  @Override
  public void close() {
    readers.close();
    checkpoints.close();
    writer.close();
  }
}
