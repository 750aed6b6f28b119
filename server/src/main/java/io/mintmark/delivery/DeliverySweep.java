package io.mintmark.delivery;

import io.mintmark.event.EventLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices what nobody does: that deliveries expire, and that downloads ended with the server that
/// sent them. Each is an event once, however many servers share the store. That a delivery cannot
/// be downloaded any more does not depend on this: its state follows from the time.
public final class DeliverySweep implements AutoCloseable {

  /// No package takes longer to download.
  static final Duration LONGEST_DOWNLOAD = Duration.ofHours(12);

  private static final Logger LOG = LoggerFactory.getLogger(DeliverySweep.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Deliveries deliveries;
  private final InstantSource clock;
  private final DeliveryJournal journal;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("delivery-sweep").daemon().factory());

  public DeliverySweep(Deliveries deliveries, EventLog events, InstantSource clock) {
    this.deliveries = deliveries;
    this.clock = clock;
    this.journal = new DeliveryJournal(events, clock);
  }

  /// Sweeps now and then every minute.
  public void start() {
    var _ = thread.scheduleWithFixedDelay(this::sweepOrLog, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  private void sweepOrLog() {
    try {
      sweep();
    } catch (RuntimeException e) {
      LOG.error("expired deliveries could not be looked for", e);
    }
  }

  /// Sweeps once.
  public void sweep() {
    var now = clock.instant();
    deliveries
        .expire(now)
        .forEach(
            delivery ->
                journal.note(
                    delivery,
                    "DELIVERY_EXPIRED",
                    "after %d of %d downloads".formatted(delivery.started(), delivery.allowed())));
    for (var download : deliveries.giveUp(now.minus(LONGEST_DOWNLOAD), now)) {
      deliveries
          .find(download.delivery())
          .ifPresent(
              delivery ->
                  journal.note(
                      delivery,
                      "DELIVERY_BROKEN",
                      "download %d of %d never ended"
                          .formatted(download.number(), delivery.allowed())));
    }
  }

  /// Waits for a sweep that is under way.
  @Override
  public void close() {
    thread.close();
  }
}
