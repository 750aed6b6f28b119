package io.mintmark.gate;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A session's turn to greet the broker. All sessions of a device have one client id there, and the
/// broker keeps whoever greeted it last. So a newer session waits until the greeting of the one
/// that it threw out has been answered or given up: on two connections the two could overtake each
/// other, and the broker would keep the older.
///
/// Belongs to the session's event loop, except where a method says otherwise.
final class BrokerTurn {

  private @Nullable CompletableFuture<Void> before;
  private volatile @Nullable CompletableFuture<Void> greeting;

  /// Must be called before the session takes the place of another one: from then on a third one may
  /// throw it out, and has to wait for all that it waits for.
  void prepare() {
    if (greeting == null) {
      greeting = new CompletableFuture<>();
    }
  }

  /// The session has thrown out another one, which has been ordered to end: it either sees that
  /// before it greets the broker, or its greeting is seen here.
  void follow(BrokerTurn older) {
    before = older.greeting;
  }

  /// Greets as soon as it may.
  void begin(EventLoop loop, Runnable greet) {
    prepare();
    whenOlderIsOver(() -> Loops.run(loop, greet));
  }

  /// The session ends without having greeted.
  void abandon() {
    whenOlderIsOver(this::over);
  }

  /// The greeting has been answered, or there will be none. Harmless to repeat; any thread.
  void over() {
    CompletableFuture<Void> own = greeting;
    if (own != null) {
      own.complete(null);
    }
  }

  private void whenOlderIsOver(Runnable act) {
    CompletableFuture<Void> olders = before;
    if (olders == null || olders.isDone()) {
      before = null;
      act.run();
    } else {
      olders.whenComplete((_, _) -> act.run());
    }
  }
}
