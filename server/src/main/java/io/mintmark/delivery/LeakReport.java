package io.mintmark.delivery;

import java.util.List;

/// What a leaked file says of where it came from.
///
/// @param units units of the batch that were found in it
/// @param inUnitOrder pairs of neighbours, numbered from the first unit of the batch, that stand in
///     the order of their numbers
/// @param findings the deliveries that had any of its pairs, the best first
public record LeakReport(
    int units, Verdict verdict, Agreement inUnitOrder, List<Finding> findings) {

  public LeakReport {
    findings = List.copyOf(findings);
  }

  /// What it comes to.
  public enum Verdict {
    /// One delivery's mark is in it.
    NAMED,
    /// The marks of several deliveries are in it: it was put together.
    SEVERAL,
    /// There are enough rows, and no delivery's mark is in them: they come from elsewhere, or were
    /// sorted or shuffled.
    NONE,
    /// Too few rows to tell.
    CANNOT_TELL
  }

  /// How many pairs agree.
  ///
  /// @param compared pairs of neighbours whose order could be compared
  /// @param agreeing those in the expected order; by chance it is half of them
  public record Agreement(int compared, int agreeing) {}

  /// How far the file agrees with one delivery.
  ///
  /// @param chance how likely a file that has nothing to do with the delivery agrees as well as
  ///     this
  /// @param agrees whether that is beyond chance, given how many deliveries were asked
  public record Finding(Delivery delivery, Agreement agreement, double chance, boolean agrees) {}
}
