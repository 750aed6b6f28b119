package io.mintmark.gate;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The deadlines of all connections of one event loop, looked at together every so often. A timer
/// per connection would have to be moved with every packet; here a packet costs a look at the
/// clock.
///
/// Belongs to its event loop: no other thread may touch it. A deadline is met late by up to a
/// period, never early.
final class LoopWatch {

  private static final Logger LOG = LoggerFactory.getLogger(LoopWatch.class);

  private final LongSupplier nanoClock;
  private final long periodNanos;
  private @Nullable Visit first;

  LoopWatch(LongSupplier nanoClock, long periodNanos) {
    this.nanoClock = nanoClock;
    this.periodNanos = periodNanos;
  }

  /// Looks at the deadlines every period from now on, until the event loop ends.
  void sweepOn(EventExecutor loop) {
    loop.scheduleAtFixedRate(this::sweep, periodNanos, periodNanos, TimeUnit.NANOSECONDS);
  }

  /// The time, in nanoseconds from nowhere in particular.
  long now() {
    return nanoClock.getAsLong();
  }

  void add(Visit visit) {
    visit.next = first;
    if (first != null) {
      first.previous = visit;
    }
    first = visit;
  }

  void remove(Visit visit) {
    if (visit.previous != null) {
      visit.previous.next = visit.next;
    } else if (first == visit) {
      first = visit.next;
    }
    if (visit.next != null) {
      visit.next.previous = visit.previous;
    }
    visit.previous = null;
    visit.next = null;
  }

  /// Tells every visit whose time is over.
  private void sweep() {
    long now = now();
    forEach(
        visit -> {
          if (visit.isOver(now)) {
            visit.expire();
          }
        });
  }

  /// Ends every visit, because the gate stops.
  void dismissAll() {
    forEach(Visit::dismiss);
  }

  /// A fault in one visit must not keep the others from being looked at, now or ever after.
  private void forEach(Consumer<Visit> act) {
    Visit visit = first;
    while (visit != null) {
      Visit following = visit.next; // the visit may leave the list when told
      try {
        act.accept(visit);
      } catch (RuntimeException e) {
        LOG.error("a connection could not be ended", e);
        Channels.close(visit.channel);
      }
      visit = following;
    }
  }
}
