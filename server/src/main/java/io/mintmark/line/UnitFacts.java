package io.mintmark.line;

import org.jspecify.annotations.Nullable;

/// All of a unit that the balance depends on, except its delivery.
///
/// @param exists whether its identity is there; of one that was deleted nothing else is known
/// @param verdict of its latest test; null if it was never tested
/// @param testedAfterScrapping see [UnitTests#testedAfterScrapping]
public record UnitFacts(
    boolean exists,
    boolean registered,
    boolean activated,
    @Nullable TestVerdict verdict,
    boolean testedAfterScrapping) {

  /// What is known of a unit whose identity was deleted.
  public static final UnitFacts DELETED = new UnitFacts(false, false, false, null, false);
}
