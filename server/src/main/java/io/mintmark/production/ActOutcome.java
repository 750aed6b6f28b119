package io.mintmark.production;

/// What became of an act on a batch.
public sealed interface ActOutcome {

  /// It is done, durably.
  record Done(Batch batch) implements ActOutcome {}

  /// Nothing changed.
  ///
  /// @param sentence the reason for the person who acted, with what is possible instead
  record Refused(Reason reason, String sentence) implements ActOutcome {}

  /// Why an act is refused.
  enum Reason {
    BATCH_UNKNOWN,
    /// Not in the state that the batch is in; somebody else may have been faster.
    NOT_IN_THIS_STATE,
    /// Units exist, so the batch can only be stopped.
    UNITS_EXIST,
    /// A reviewer is never the one who asked.
    REVIEWER_ASKED
  }
}
