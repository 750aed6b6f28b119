package io.mintmark.gate;

import java.util.concurrent.TimeUnit;

/// Notes what a client sent and was not let through: the first at once, further ones as a count
/// every minute. Belongs to the client's event loop.
final class RefusalReports {

  private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Visit visit;
  private final Principal principal;
  private int unreported;
  private long nextReport;

  RefusalReports(Visit visit, Principal principal) {
    this.visit = visit;
    this.principal = principal;
    this.nextReport = visit.now();
  }

  void note(MessageRefusal why, String detail) {
    visit.plane.counters().topicRefusals.increment();
    long now = visit.now();
    if (now - nextReport < 0) {
      unreported++;
      return;
    }
    String more = unreported == 0 ? "" : ", and " + unreported + " others in a minute";
    unreported = 0;
    nextReport = now + INTERVAL_NANOS;
    visit
        .plane
        .events()
        .messageRefused(
            why,
            principal.claim(),
            principal.dialect(),
            visit.mqttOrigin(),
            principal.detailed(detail + more));
  }
}
