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
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The shared database: reads of the device plane wait on virtual threads, its single
/// updates share transactions on a connection of their own, and whatever else is written runs
/// beside them, each piece in its own transaction.
final class Postgres implements Database {

  private static final int CONNECTIONS = 16;
  private static final long CONNECTION_WAIT_MILLIS = 5_000;
  private static final int WAITING_READS = 16_384;
  private static final int WAITING_UPDATES = 16_384;

  /// Transactions of the device plane at once. They may wait for rows that others hold, and must
  /// leave connections to the reads.
  private static final int TRANSACTIONS = 6;

  private final HikariDataSource pool;
  private final GroupCommit writer;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore readsFree = new Semaphore(WAITING_READS);
  private final Semaphore tasksFree = new Semaphore(WAITING_UPDATES);
  private final Semaphore transactionsFree = new Semaphore(TRANSACTIONS);
  private final LongAdder deviceCalls = new LongAdder();
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
      throw Failures.of(e);
    }
  }

  @Override
  public <T> CompletionStage<T> readAsync(Work<T> work) {
    deviceCalls.increment();
    return aside(readsFree, () -> read(work));
  }

  /// Runs the call on a thread of its own, unless too many are under way.
  private <T> CompletionStage<T> aside(Semaphore free, Supplier<T> call) {
    if (!free.tryAcquire()) {
      return CompletableFuture.failedStage(new StoreOverloadedException());
    }
    var result = new CompletableFuture<T>();
    threads.execute(
        () -> {
          try {
            result.complete(call.get());
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          } finally {
            free.release();
          }
        });
    return result;
  }

  @Override
  public <T> T write(Work<T> work) {
    try (var session = borrow()) {
      return inTransaction(session, work);
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public CompletionStage<Integer> writeAsync(String sql, @Nullable Object... values) {
    deviceCalls.increment();
    return writer.update(sql, values);
  }

  /// Each in a transaction of its own: in a shared one, whoever waits for a row would hold up all.
  @Override
  public <T> CompletionStage<T> writeAsync(Work<T> work) {
    deviceCalls.increment();
    return aside(
        tasksFree,
        () -> {
          transactionsFree.acquireUninterruptibly();
          try {
            return write(work);
          } finally {
            transactionsFree.release();
          }
        });
  }

  @Override
  public long deviceCalls() {
    return deviceCalls.sum();
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
    threads.shutdown();
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
        throw Failures.of(e);
      }
    }

    @Override
    public <T> T write(Work<T> work) {
      return read(work);
    }
  }
}
