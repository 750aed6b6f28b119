package io.mintmark.delivery;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Writes what happens to deliveries into the event log, under their product.
final class DeliveryJournal {

  private final EventLog events;
  private final InstantSource clock;

  DeliveryJournal(EventLog events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  /// @param act a stable word in capitals, such as `DELIVERY_REVOKED`
  /// @param detail nothing secret
  void note(Delivery delivery, String act, String detail) {
    events.append(
        new Event(
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            EventKind.BATCH,
            act,
            delivery.product().value(),
            null,
            null,
            null,
            "batch %s, delivery %s to %s: %s"
                .formatted(delivery.batch(), delivery.id(), delivery.factory(), detail)));
  }
}
