package io.mintmark.devicekit;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Waits between attempts: `first`, doubled each time up to `longest`, and of that a random half to
/// whole, so that a fleet does not come back in step.
public record BackOff(Duration first, Duration longest, int attempts, RandomGenerator random) {

  public BackOff {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("at least one attempt, and first <= longest");
    }
  }

  /// Acts until an outcome is settled or the attempts are used up. Only I/O failures are tried
  /// again; others are bugs.
  <T> CompletableFuture<T> repeat(Supplier<CompletableFuture<T>> act, Predicate<T> settled) {
    var last = new CompletableFuture<T>();
    attempt(act, settled, 1, last);
    return last;
  }

  private <T> void attempt(
      Supplier<CompletableFuture<T>> act,
      Predicate<T> settled,
      int number,
      CompletableFuture<T> last) {
    var _ =
        act.get()
            .whenComplete(
                (outcome, failure) -> {
                  boolean again = failure == null ? !settled.test(outcome) : isIo(failure);
                  if (again && number < attempts) {
                    after(number).execute(() -> attempt(act, settled, number + 1, last));
                  } else if (failure == null) {
                    last.complete(outcome);
                  } else {
                    last.completeExceptionally(failure);
                  }
                });
  }

  private static boolean isIo(Throwable failure) {
    return failure instanceof IOException
        || (failure instanceof CompletionException && failure.getCause() instanceof IOException);
  }

  private Executor after(int attempt) {
    return CompletableFuture.delayedExecutor(waitAfter(attempt).toMillis(), TimeUnit.MILLISECONDS);
  }

  /// The wait after this attempt, counted from 1.
  Duration waitAfter(int attempt) {
    double doubled = first.toMillis() * Math.pow(2, attempt - 1);
    long whole = (long) Math.min(doubled, (double) longest.toMillis());
    return Duration.ofMillis((long) (whole * (0.5 + random.nextDouble() / 2)));
  }
}
