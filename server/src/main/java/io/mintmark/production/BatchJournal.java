package io.mintmark.production;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Writes what happens to batches into the event log, under their product.
final class BatchJournal {

  private final EventLog events;
  private final InstantSource clock;

  BatchJournal(EventLog events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  /// @param act a stable word in capitals, such as `STOPPED`
  /// @param detail nothing secret
  void note(Batch batch, String act, String detail) {
    events.append(
        new Event(
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            EventKind.BATCH,
            act,
            batch.product().value(),
            null,
            null,
            null,
            "batch %s: %s".formatted(batch.id(), detail)));
  }

  static String units(int count) {
    return count == 1 ? "1 unit" : count + " units";
  }
}
