package io.mintmark.gate;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Coming back to an event loop.
final class Loops {

  private Loops() {}

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
