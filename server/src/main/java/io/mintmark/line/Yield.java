package io.mintmark.line;

/// What the tests of some time at some stations come to.
///
/// @param tests how many there were
/// @param failedTests those other than PASSED
/// @param first units whose first test was among them
/// @param firstPassed those of them that passed at once
/// @param units units whose latest test was among them
/// @param passed those of them that passed
/// @param failed those of them that failed and were not passed since
/// @param scrapped those of them that were scrapped
public record Yield(
    long tests,
    long failedTests,
    long first,
    long firstPassed,
    long units,
    long passed,
    long failed,
    long scrapped) {

  /// Nothing was tested.
  public static final Yield NONE = new Yield(0, 0, 0, 0, 0, 0, 0, 0);

  Yield plus(Count count) {
    boolean good = count.verdict() == TestVerdict.PASSED;
    long n = count.n();
    return switch (count.what()) {
      case RESULT ->
          new Yield(
              tests + n,
              good ? failedTests : failedTests + n,
              first,
              firstPassed,
              units,
              passed,
              failed,
              scrapped);
      case FIRST ->
          new Yield(
              tests,
              failedTests,
              first + n,
              good ? firstPassed + n : firstPassed,
              units,
              passed,
              failed,
              scrapped);
      case LAST ->
          new Yield(
              tests,
              failedTests,
              first,
              firstPassed,
              units + n,
              good ? passed + n : passed,
              count.verdict() == TestVerdict.FAILED ? failed + n : failed,
              count.verdict() == TestVerdict.SCRAPPED ? scrapped + n : scrapped);
    };
  }

  Yield plus(Yield other) {
    return new Yield(
        tests + other.tests,
        failedTests + other.failedTests,
        first + other.first,
        firstPassed + other.firstPassed,
        units + other.units,
        passed + other.passed,
        failed + other.failed,
        scrapped + other.scrapped);
  }

  /// Of the units tested for the first time, the part that passed at once, 0 to 1; 0 if there were
  /// none.
  public double firstPassYield() {
    return first == 0 ? 0 : (double) firstPassed / first;
  }

  /// Of the units, the part that passed in the end, 0 to 1; 0 if there were none.
  public double finalYield() {
    return units == 0 ? 0 : (double) passed / units;
  }
}
