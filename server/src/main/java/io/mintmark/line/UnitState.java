package io.mintmark.line;

/// What can be asked of a unit. Each is a number of the balance sheet, and the list behind it.
public enum UnitState {
  MINTED,
  DELIVERED,
  NOT_DELIVERED,
  REGISTERED,
  ACTIVATED,
  PASSED,
  FAILED,
  SCRAPPED,
  UNTESTED,
  DELETED,
  ACTIVATED_UNTESTED,
  PASSED_NOT_ACTIVATED,
  ACTIVATED_NOT_DELIVERED,
  TESTED_AFTER_SCRAPPING,
  NEVER_SEEN;

  /// Whether a unit is one of these.
  ///
  /// @param delivery whether it reached a factory
  public boolean holds(UnitFacts unit, Delivery delivery) {
    return switch (this) {
      case MINTED -> true;
      case DELIVERED -> delivery == Delivery.YES;
      case NOT_DELIVERED -> delivery == Delivery.NO;
      case REGISTERED -> unit.registered();
      case ACTIVATED -> unit.activated();
      case PASSED -> unit.verdict() == TestVerdict.PASSED;
      case FAILED -> unit.verdict() == TestVerdict.FAILED;
      case SCRAPPED -> unit.verdict() == TestVerdict.SCRAPPED;
      case UNTESTED -> unit.exists() && unit.verdict() == null;
      case DELETED -> !unit.exists();
      case ACTIVATED_UNTESTED -> unit.activated() && unit.verdict() == null;
      case PASSED_NOT_ACTIVATED -> unit.verdict() == TestVerdict.PASSED && !unit.activated();
      case ACTIVATED_NOT_DELIVERED -> unit.activated() && delivery == Delivery.NO;
      case TESTED_AFTER_SCRAPPING -> unit.testedAfterScrapping();
      case NEVER_SEEN ->
          delivery != Delivery.NO
              && unit.exists()
              && !unit.registered()
              && !unit.activated()
              && unit.verdict() == null;
    };
  }

  /// Whether a unit reached a factory.
  public enum Delivery {
    YES,
    NO,
    /// Nothing of the batch was delivered through this server: the owner hands files over in his
    /// own way.
    UNKNOWN
  }
}
