package io.mintmark.gate;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The deadlines of all connections of one event loop, looked at together every so often. A timer
/// per connection would have to be moved with every packet; here a packet costs one addition.
///
/// Belongs to its event loop: no other thread may touch it. A deadline is met late by up to two
/// periods, never early.
final class LoopWatch {

  private final LongSupplier nanoClock;
  private final long periodNanos;
  private long now;
  private @Nullable Visit first;

  LoopWatch(LongSupplier nanoClock, long periodNanos) {
    this.nanoClock = nanoClock;
    this.periodNanos = periodNanos;
    this.now = nanoClock.getAsLong();
  }

  /// The moment that is certainly not before `nanos` from now.
  long after(long nanos) {
    return now + periodNanos + nanos;
  }

  long now() {
    return now;
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
  void sweep() {
    now = nanoClock.getAsLong();
    Visit visit = first;
    while (visit != null) {
      Visit following = visit.next; // the visit may leave the list when told
      if (visit.isOver(now)) {
        visit.expire();
      }
      visit = following;
    }
  }

  /// Ends every visit, because the gate stops.
  void dismissAll() {
    Visit visit = first;
    while (visit != null) {
      Visit following = visit.next;
      visit.dismiss();
      visit = following;
    }
  }
}
