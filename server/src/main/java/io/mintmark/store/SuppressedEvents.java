package io.mintmark.store;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How many events of each sort were not stored. Safe for any thread.
final class SuppressedEvents {

  private final ConcurrentHashMap<Sort, Long> counts = new ConcurrentHashMap<>();

  /// What is kept of an event that is not stored. Outcomes are stable words, so there are few.
  record Sort(EventKind kind, String outcome) {}

  void count(Event event) {
    counts.merge(new Sort(event.kind(), event.outcome()), 1L, Long::sum);
  }

  /// Puts counts back that were taken and could not be stored.
  void add(Map<Sort, Long> taken) {
    taken.forEach((sort, count) -> counts.merge(sort, count, Long::sum));
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /// The counts so far, which start again from nothing.
  Map<Sort, Long> take() {
    if (counts.isEmpty()) {
      return Map.of();
    }
    var taken = new HashMap<Sort, Long>();
    for (var sort : counts.keySet()) {
      var count = counts.remove(sort);
      if (count != null) {
        taken.put(sort, count);
      }
    }
    return taken;
  }

  /// A count as an event; its outcome is that of the events it stands for.
  static Event event(Sort sort, long count, Instant at) {
    return new Event(
        at,
        EventKind.SUPPRESSED,
        sort.outcome,
        null,
        null,
        null,
        null,
        "%d events of kind %s were counted, not stored one by one".formatted(count, sort.kind));
  }

  static boolean isCount(Event event) {
    return event.kind() == EventKind.SUPPRESSED;
  }
}
