package io.mintmark.output;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Reads one page ahead on a thread of its own, so that the store and whoever works on the page at
/// hand keep two cores busy. Never more than one page waits.
final class PagesAhead<T> {

  private final IntFunction<List<T>> read;
  private @Nullable FutureTask<List<T>> ahead;

  /// @param read the page behind a number
  PagesAhead(IntFunction<List<T>> read) {
    this.read = read;
  }

  /// The page behind `number`, read by the caller itself: a batch of one page needs no thread.
  List<T> first(int number) {
    return read.apply(number);
  }

  /// Begins to read the page behind `number`.
  void begin(int number) {
    var task = new FutureTask<>(() -> read.apply(number));
    ahead = task;
    Thread.ofVirtual().name("file-pages").start(task);
  }

  /// The page that [#begin] asked for. What the store threw is thrown here.
  List<T> next() {
    if (ahead == null) {
      throw new IllegalStateException("no page was begun");
    }
    try {
      return ahead.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the store was read", e);
    }
  }
}
