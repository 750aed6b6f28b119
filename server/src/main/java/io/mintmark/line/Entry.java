package io.mintmark.line;

import io.mintmark.device.BatchId;
import io.mintmark.line.ResultOutcome.Reason;
import io.mintmark.line.ResultOutcome.Refused;
import io.mintmark.line.ResultOutcome.Stored;
import io.mintmark.line.TestResults.Decision;
import io.mintmark.line.TestResults.Known;
import io.mintmark.line.TestResults.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decides on a group of test results against what is known of their units. For one group.
final class Entry {

  /// How far a station's clock may be ahead of ours.
  static final Duration AHEAD = Duration.ofMinutes(10);

  /// How long before its identity was minted a unit may have been tested.
  static final Duration BEFORE_MINTING = Duration.ofDays(1);

  private final Known known;
  private final Rights rights;
  private final String caller;
  private final Instant now;
  private final Map<TestResult.Key, StoredResult> added = new LinkedHashMap<>();
  private final Map<String, UnitTests> tests = new LinkedHashMap<>();
  private final Map<BatchId, Map<Count, Long>> counts = new HashMap<>();

  Entry(Known known, Rights rights, String caller, Instant now) {
    this.known = known;
    this.rights = rights;
    this.caller = caller;
    this.now = now;
  }

  Decision decide(List<TestResult> results) {
    var outcomes = new ArrayList<ResultOutcome>(results.size());
    for (var result : results) {
      outcomes.add(decide(result));
    }
    var changes = new HashMap<BatchId, List<Count>>();
    counts.forEach((batch, sorts) -> changes.put(batch, changed(sorts)));
    return new Decision(outcomes, List.copyOf(added.values()), tests, changes);
  }

  /// A test that is known is answered even if its unit is gone by now.
  private ResultOutcome decide(TestResult result) {
    var before = added.getOrDefault(result.key(), known.results().get(result.key()));
    var unit = known.units().get(result.name());
    if (unit != null && !rights.hold(unit)) {
      return new Refused(Reason.UNIT_NOT_YOURS, "this unit was not delivered to you");
    }
    if (before != null) {
      return repeated(before, result);
    }
    if (unit == null) {
      return ResultOutcome.UNKNOWN;
    }
    return isAbsurd(result, unit)
        ? new Refused(
            Reason.TIME_ABSURD,
            "testedAt is %s, and here it is %s; set the station's clock"
                .formatted(result.testedAt(), now))
        : store(result, unit);
  }

  private static ResultOutcome repeated(StoredResult before, TestResult result) {
    return before.result().equals(result)
        ? new Stored(before, true)
        : new Refused(
            Reason.ID_REUSED,
            "station %s has sent another test under this id; give each test its own"
                .formatted(result.station()));
  }

  private boolean isAbsurd(TestResult result, Unit unit) {
    return result.testedAt().isAfter(now.plus(AHEAD))
        || result.testedAt().isBefore(unit.createdAt().minus(BEFORE_MINTING));
  }

  private ResultOutcome store(TestResult result, Unit unit) {
    var stored = new StoredResult(result, unit.batch(), now, caller);
    added.put(result.key(), stored);
    var before = tests.getOrDefault(unit.name(), known.tests().get(unit.name()));
    var after = before == null ? UnitTests.of(result.run()) : before.with(result.run());
    tests.put(unit.name(), after);
    if (unit.batch() != null) {
      var sorts = counts.computeIfAbsent(unit.batch(), _ -> new LinkedHashMap<>());
      add(sorts, Count.of(Count.What.RESULT, result.run(), 1));
      if (before != null) {
        add(sorts, Count.of(Count.What.FIRST, before.first(), -1));
        add(sorts, Count.of(Count.What.LAST, before.last(), -1));
      }
      add(sorts, Count.of(Count.What.FIRST, after.first(), 1));
      add(sorts, Count.of(Count.What.LAST, after.last(), 1));
    }
    return new Stored(stored, false);
  }

  private static void add(Map<Count, Long> sorts, Count change) {
    sorts.merge(change.none(), change.n(), Long::sum);
  }

  private static List<Count> changed(Map<Count, Long> sorts) {
    return sorts.entrySet().stream()
        .filter(sort -> sort.getValue() != 0)
        .map(sort -> sort.getKey().plus(sort.getValue()))
        .toList();
  }

  /// Whether the caller may speak for a unit.
  @FunctionalInterface
  interface Rights {
    boolean hold(Unit unit);
  }
}
