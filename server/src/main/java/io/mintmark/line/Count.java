package io.mintmark.line;

/// How many of one sort there are in one quarter of an hour.
///
/// @param what what is counted
/// @param slot see [Run#slot]
/// @param reason empty for units that passed
public record Count(
    What what, long slot, String station, TestVerdict verdict, String reason, long n) {

  /// What a count counts. Each unit is in one FIRST and one LAST, and in as many RESULT as it was
  /// tested; so the sums over all slots, stations and reasons are numbers of units.
  public enum What {
    /// Tests.
    RESULT,
    /// Units, by their first test.
    FIRST,
    /// Units, by their latest test.
    LAST
  }

  static Count of(What what, Run run, long n) {
    return new Count(what, run.slot(), run.station(), run.verdict(), run.reason(), n);
  }

  /// The same sort, with none of it.
  Count none() {
    return new Count(what, slot, station, verdict, reason, 0);
  }

  Count plus(long more) {
    return new Count(what, slot, station, verdict, reason, n + more);
  }
}
