package io.mintmark.gate;

import io.mintmark.device.Notice;
import io.mintmark.dialect.Push;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What the server tells one client of its own accord. It is not sent to one that has not been let
/// in yet, does not read, or is being sent too many already.
final class Pushes {

  /// That may be on their way to the event loop of one session; it is far behind then.
  private static final int MOST_UNDER_WAY = 64;

  private final Session session;
  private final AtomicInteger underWay = new AtomicInteger();

  Pushes(Session session) {
    this.session = session;
  }

  /// From any thread; false if it is not on its way.
  boolean tell(Notice notice) {
    return wording(notice).map(this::push).orElse(false);
  }

  /// On the event loop.
  boolean tellNow(Notice notice) {
    return wording(notice).map(this::pushAtOnce).orElse(false);
  }

  /// From any thread. The device need not have subscribed to it.
  ///
  /// @return whether it is on its way
  boolean push(Push push) {
    if (!session.isListening()) {
      return false;
    }
    if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
      underWay.decrementAndGet();
      return false;
    }
    Loops.run(
        session.loop(),
        () -> {
          underWay.decrementAndGet();
          if (session.isListening()) {
            session.say(push);
            session.connection().flush();
          }
        });
    return true;
  }

  /// On the event loop; false for a client that [#push] would not send it to.
  boolean pushAtOnce(Push push) {
    boolean open = !session.isOver() && session.isListening();
    if (open) {
      session.say(push);
      session.connection().flush();
    }
    return open;
  }

  private Optional<Push> wording(Notice notice) {
    return session.principal() instanceof Principal.OfDevice device
        ? device.protocol().push(device.identity(), notice)
        : Optional.empty();
  }
}
