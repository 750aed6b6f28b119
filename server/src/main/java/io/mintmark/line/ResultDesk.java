package io.mintmark.line;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.line.ResultOutcome.Reason;
import io.mintmark.line.ResultOutcome.Refused;
import io.mintmark.product.ProductKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Takes test results in. Many are stored in one transaction, and between two groups the store is
/// free for devices.
public final class ResultDesk {

  /// The most results in one request.
  public static final int MOST_RESULTS = 10_000;

  private final TestResults results;
  private final LineAccess access;
  private final EventLog events;
  private final InstantSource clock;

  public ResultDesk(TestResults results, LineAccess access, EventLog events, InstantSource clock) {
    this.results = results;
    this.access = access;
    this.events = events;
    this.clock = clock;
  }

  /// Enters results in their order and tells what became of each, when that is durable. A request
  /// that broke off can be sent again as it is: what was stored is not stored twice.
  public List<ResultOutcome> enter(Sender sender, ProductKey product, List<TestResult> sent) {
    var grant = access.grantOf(sender, product);
    var outcomes = new ArrayList<ResultOutcome>(sent.size());
    for (int from = 0; from < sent.size(); from += TestResults.MOST) {
      var group = sent.subList(from, Math.min(from + TestResults.MOST, sent.size()));
      var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      var decided =
          results.enter(
              product,
              group,
              known ->
                  new Entry(
                          known,
                          DeliveredUnits.of(grant, known.units().values(), results),
                          sender.name(),
                          now)
                      .decide(group));
      reportUnknown(product, group, decided, now);
      outcomes.addAll(decided);
    }
    return outcomes;
  }

  /// A name that a station saw and nobody ordered is news to the owner.
  private void reportUnknown(
      ProductKey product, List<TestResult> group, List<ResultOutcome> outcomes, Instant now) {
    for (int i = 0; i < group.size(); i++) {
      if (outcomes.get(i) instanceof Refused(var reason, _) && reason == Reason.UNIT_UNKNOWN) {
        var result = group.get(i);
        events.append(
            new Event(
                now,
                EventKind.TEST,
                reason.name(),
                product.value(),
                result.name(),
                null,
                null,
                "%s at station %s".formatted(result.verdict(), result.station())));
      }
    }
  }
}
