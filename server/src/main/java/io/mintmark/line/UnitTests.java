package io.mintmark.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What all tests of a unit come to. The latest by the stations' clocks counts for what the unit
/// is, the first one for the first-pass yield; of two at the same time the one that arrived later
/// is the later one.
///
/// @param count tests of the unit
/// @param scrappedAt the first time that it was scrapped; null if never
public record UnitTests(int count, Run first, Run last, @Nullable Instant scrappedAt) {

  /// After the first test of a unit.
  public static UnitTests of(Run run) {
    return new UnitTests(1, run, run, run.verdict() == TestVerdict.SCRAPPED ? run.at() : null);
  }

  /// After one more test, which may be older than those known.
  public UnitTests with(Run run) {
    return new UnitTests(
        count + 1,
        run.at().isBefore(first.at()) ? run : first,
        run.at().isBefore(last.at()) ? last : run,
        earlier(scrappedAt, run.verdict() == TestVerdict.SCRAPPED ? run.at() : null));
  }

  /// Whether it was scrapped once and is something else by its latest test.
  public boolean testedAfterScrapping() {
    return scrappedAt != null && last.verdict() != TestVerdict.SCRAPPED;
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }
}
