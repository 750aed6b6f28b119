package io.mintmark.gate;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Coming back to an event loop.
final class Loops {

  private Loops() {}

  /// Asks a use case; one that throws has failed like one whose stage fails.
  static <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
    try {
      return question.get();
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /// Hands the answer of a use case to its event loop: at once if it is there already.
  static <T> void whenDone(
      EventLoop loop,
      CompletionStage<T> answer,
      BiConsumer<@Nullable T, @Nullable Throwable> then) {
    answer.whenComplete((value, failure) -> run(loop, () -> then.accept(value, failure)));
  }

  /// Runs on the event loop; not at all once that has ended, when its connections have too.
  static void run(EventLoop loop, Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
      return;
    }
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      // the gate has stopped
    }
  }
}
