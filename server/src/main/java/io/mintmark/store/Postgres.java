package io.mintmark.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mintmark.device.StoreOverloadedException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The shared database: reads of the device plane wait on virtual threads, its writes share
/// transactions on a connection of their own, and the management plane's writes run beside them,
/// each in its own transaction.
final class Postgres implements Database {

  private static final int CONNECTIONS = 16;
  private static final long CONNECTION_WAIT_MILLIS = 5_000;
  private static final int WAITING_READS = 16_384;
  private static final int WAITING_UPDATES = 16_384;

  private final HikariDataSource pool;
  private final GroupCommit writer;
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore readsFree = new Semaphore(WAITING_READS);
  private final ConcurrentHashMap<String, ReentrantLock> turns = new ConcurrentHashMap<>();

  Postgres(DataSource source) {
    var config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName("store");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
    // All our reads follow a key; without statistics the planner would rather collect and sort.
    config.setConnectionInitSql("SET enable_bitmapscan = off");
    this.pool = new HikariDataSource(config);
    this.writer =
        new GroupCommit(
            () -> new Session(source.getConnection(), Transactions.POSTGRES), WAITING_UPDATES);
  }

  @Override
  public <T> T read(Work<T> work) {
    try (var session = borrow()) {
      return work.on(session);
    } catch (SQLException e) {
      throw new BrokenStoreException(e);
    }
  }

  @Override
  public <T> CompletionStage<T> readAsync(Work<T> work) {
    if (!readsFree.tryAcquire()) {
      return CompletableFuture.failedStage(new StoreOverloadedException());
    }
    var result = new CompletableFuture<T>();
    readers.execute(
        () -> {
          try {
            result.complete(read(work));
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          } finally {
            readsFree.release();
          }
        });
    return result;
  }

  @Override
  public <T> T write(Work<T> work) {
    try (var session = borrow()) {
      return inTransaction(session, work);
    } catch (SQLException e) {
      throw new BrokenStoreException(e);
    }
  }

  @Override
  public CompletionStage<Integer> writeAsync(String sql, @Nullable Object... values) {
    return writer.update(sql, values);
  }

  /// Inside this process the turn is a plain lock, so that those who wait hold no connection;
  /// between processes it is an advisory lock, which ends with the transaction.
  @Override
  public <T> T inTurn(String turn, Function<Steps, T> work) {
    var lock = turns.computeIfAbsent(turn, _ -> new ReentrantLock());
    lock.lock();
    try {
      return write(
          session -> {
            session.list(row -> turn, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", turn);
            return work.apply(new OneTransaction(session));
          });
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    writer.close();
    readers.shutdown();
    pool.close();
  }

  private Session borrow() throws SQLException {
    return new Session(pool.getConnection(), Transactions.POSTGRES);
  }

  /// Statements are planned anew each time: a plan kept from when the tables were empty would read
  /// all of a million devices for each chunk of a batch.
  private static <T> T inTransaction(Session session, Work<T> work) throws SQLException {
    session.begin();
    T result;
    try {
      session.update("SET LOCAL plan_cache_mode = force_custom_plan");
      result = work.on(session);
    } catch (SQLException | RuntimeException | Error e) {
      try {
        session.rollBack();
      } catch (SQLException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
    session.commit();
    return result;
  }

  /// All steps in the transaction that holds the turn.
  private record OneTransaction(Session session) implements Steps {

    @Override
    public <T> T read(Work<T> work) {
      try {
        return work.on(session);
      } catch (SQLException e) {
        throw new BrokenStoreException(e);
      }
    }

    @Override
    public <T> T write(Work<T> work) {
      return read(work);
    }
  }
}
