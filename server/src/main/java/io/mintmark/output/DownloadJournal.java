package io.mintmark.output;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Writes into the event log what becomes of a download. Options are not written down: they may be
/// long, and the format says what left the house.
final class DownloadJournal {

  private final EventLog events;
  private final InstantSource clock;
  private final FileOrder order;

  DownloadJournal(EventLog events, InstantSource clock, FileOrder order) {
    this.events = events;
    this.clock = clock;
    this.order = order;
  }

  void begun() {
    note("DOWNLOAD_BEGUN", "");
  }

  /// The last byte was given to the transport; whether it arrived only the other end knows.
  void done(long bytes) {
    note("DOWNLOADED", ", " + bytes + " bytes");
  }

  void brokenOff(long bytes) {
    note("DOWNLOAD_BROKEN_OFF", ", after " + bytes + " bytes");
  }

  private void note(String act, String more) {
    var batch = order.batch();
    events.append(
        new Event(
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            EventKind.BATCH,
            act,
            batch.product().value(),
            null,
            null,
            null,
            "batch %s: %s, %s, by %s%s"
                .formatted(
                    batch.id(),
                    order.request().format(),
                    new UnitRange(order.first(), order.last()),
                    order.who(),
                    more)));
  }
}
