package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;

import io.mintmark.event.EventLog;
import io.mintmark.line.Line;
import io.mintmark.line.LineAccess;
import io.mintmark.line.ResultOutcome;
import io.mintmark.line.Sender;
import io.mintmark.line.TestResult;
import io.mintmark.line.TestVerdict;
import io.mintmark.product.ProductKey;
import io.mintmark.production.Handovers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The factory floor over a store, for tests: the use cases, and short words for test results.
final class Floor {

  /// When results arrive.
  static final Instant NOW = NOON.plusSeconds(86_400);

  private Floor() {}

  static Line over(Store store) {
    return over(store, _ -> List.of(), LineAccess.everyone(), store.eventLog());
  }

  static Line over(Store store, Handovers handovers, LineAccess access, EventLog events) {
    return Line.of(
        new Line.Stores(
            store.testResults(), store.journeys(), store.strangers(), store.balanceStatements()),
        handovers,
        access,
        events,
        InstantSource.fixed(NOW));
  }

  static TestResult passed(String name, String id, Instant at) {
    return result(name, "FT-1", id, TestVerdict.PASSED, "", at);
  }

  static TestResult failed(String name, String id, String reason, Instant at) {
    return result(name, "FT-1", id, TestVerdict.FAILED, reason, at);
  }

  static TestResult result(
      String name, String station, String id, TestVerdict verdict, String reason, Instant at) {
    return new TestResult(
        name, station, id, verdict, reason, "{\"rf\":17.9}", "Li Lei", "1.4.2", at);
  }

  static List<ResultOutcome> enter(Line line, ProductKey product, TestResult... results) {
    return line.desk().enter(Sender.ofOwner("tests"), product, List.of(results));
  }
}
