package io.mintmark.line;

/// What became of one test result.
public sealed interface ResultOutcome {

  /// The refusal of a name that is no unit.
  Refused UNKNOWN =
      new Refused(
          Reason.UNIT_UNKNOWN, "the product has no device of this name; check what was burned");

  /// It is stored, durably.
  ///
  /// @param repeated whether it was there before, word for word
  record Stored(StoredResult stored, boolean repeated) implements ResultOutcome {}

  /// It is not stored, and nothing else changed.
  ///
  /// @param sentence what to do, for whoever wrote the station's program
  record Refused(Reason reason, String sentence) implements ResultOutcome {}

  /// Why a result was refused.
  enum Reason {
    /// It has not the documented form.
    MALFORMED,
    /// The product has no such device.
    UNIT_UNKNOWN,
    /// The sender may not speak for this unit.
    UNIT_NOT_YOURS,
    /// The station has sent another test under this id.
    ID_REUSED,
    /// The station's clock cannot be right: the test lies in the future, or before the unit.
    TIME_ABSURD
  }
}
