package io.mintmark.store;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the stores need of a database, and all in which the two differ at run time. Failures of the
/// database arrive as [BrokenStoreException].
interface Database extends Reads, AutoCloseable {

  /// Reads without ever making an event loop wait: at once on the caller's thread where the
  /// database is in this process, elsewhere where it is a network away.
  ///
  /// The stage fails with [StoreOverloadedException] when too many reads are waiting.
  <T> CompletionStage<T> readAsync(Work<T> work);

  /// Runs the work as one transaction of its own, durable when this returns. Blocks. The work must
  /// be short, some tens of milliseconds: on SQLite everyone else's writes wait for it.
  <T> T write(Work<T> work);

  /// Runs one statement in a transaction shared with whatever else is waiting, see [GroupCommit];
  /// the stage tells, when it is durable, how many rows it changed. Never blocks.
  CompletionStage<Integer> writeAsync(String sql, @Nullable Object... values);

  /// The same for several statements that belong together, a millisecond of work at most. What
  /// others do at the same time they see as whole transactions only.
  ///
  /// @param work may be run again if its transaction was rolled back, so it changes nothing else
  <T> CompletionStage<T> writeAsync(Work<T> work);

  /// How often the device plane has asked so far: calls of `readAsync` and `writeAsync`.
  long deviceCalls();

  /// Runs a long write that goes in many steps, one such write at a time per `turn` in the whole
  /// installation. On PostgreSQL all steps are one transaction. On SQLite, where that would stop
  /// every other write, each step is a transaction of its own, so that the work must stay invisible
  /// until its last step and be undone after a crash.
  <T> T inTurn(String turn, Function<Steps, T> work);

  @Override
  void close();

  /// The steps of a long write.
  interface Steps extends Reads {

    <T> T write(Work<T> work);
  }
}
