package io.mintmark.gate;

import io.mintmark.dialect.Push;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The questions of one session to the server itself, answered in the order in which they came,
/// whenever each of them is decided. Belongs to the session's event loop.
final class ServiceDesk {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceDesk.class);

  /// A device asks one thing at a time, or a few; beyond this its next words wait.
  static final int MOST_OPEN = 32;

  /// A question's place in the order.
  private static final class Place {
    private @Nullable List<Push> answer;
  }

  private final EventLoop loop;
  private final Consumer<Push> out;
  private final Runnable answeredLate;
  private final Queue<Place> open = new ArrayDeque<>(2);
  private boolean asking;

  /// @param out is given every answer in its turn
  /// @param answeredLate is told when a question has been answered after [#ask] had returned, so
  ///     that there may be room again
  ServiceDesk(EventLoop loop, Consumer<Push> out, Runnable answeredLate) {
    this.loop = loop;
    this.out = out;
    this.answeredLate = answeredLate;
  }

  /// Whether the next question must wait.
  boolean isFull() {
    return open.size() >= MOST_OPEN;
  }

  void ask(Supplier<CompletionStage<List<Push>>> question) {
    var place = new Place();
    open.add(place);
    asking = true;
    Loops.whenDone(
        loop,
        Loops.ask(question),
        (answer, failure) -> {
          if (answer == null) {
            LOG.error("a service failed", failure);
          }
          place.answer = answer == null ? List.of() : answer;
          giveAnswers();
        });
    asking = false;
  }

  private void giveAnswers() {
    for (Place next = open.peek(); next != null && next.answer != null; next = open.peek()) {
      open.remove();
      next.answer.forEach(out);
    }
    if (!asking) {
      answeredLate.run();
    }
  }
}
