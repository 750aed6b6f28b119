package io.mintmark.device;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/// How every use case of the device plane decides: find what is stored, decide, write what follows;
/// and once more if what was found had changed before that could be written.
public final class Rounds {

  private static final int LIMIT = 3;

  private Rounds() {}

  /// The stage fails as the store does, and with [StoreOverloadedException] if things change round
  /// after round.
  ///
  /// @param find reads all that the decision depends on
  /// @param decide gives the outcome when it is durable; empty if the write found things changed
  public static <F, O> CompletionStage<O> decide(
      Supplier<CompletionStage<F>> find, Function<F, CompletionStage<Optional<O>>> decide) {
    return round(find, decide, LIMIT);
  }

  private static <F, O> CompletionStage<O> round(
      Supplier<CompletionStage<F>> find,
      Function<F, CompletionStage<Optional<O>>> decide,
      int left) {
    if (left == 0) {
      return CompletableFuture.failedFuture(new StoreOverloadedException());
    }
    return find.get()
        .thenCompose(decide)
        .thenCompose(
            outcome ->
                outcome.isPresent()
                    ? CompletableFuture.completedFuture(outcome.get())
                    : round(find, decide, left - 1));
  }

  /// An outcome that needs no write.
  public static <O> CompletionStage<Optional<O>> decided(O outcome) {
    return CompletableFuture.completedFuture(Optional.of(outcome));
  }

  /// The outcome if the write was done, which says whether what was found still held.
  public static <O> CompletionStage<Optional<O>> onceWritten(
      CompletionStage<Boolean> write, Supplier<O> outcome) {
    return write.thenApply(done -> done ? Optional.of(outcome.get()) : Optional.empty());
  }

  /// What a stage really failed with.
  public static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException e && e.getCause() != null
        ? e.getCause()
        : failure;
  }
}
