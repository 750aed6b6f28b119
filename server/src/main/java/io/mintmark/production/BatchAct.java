package io.mintmark.production;

/// What people can do with a batch. What follows from the work itself (the first unit, the last, a
/// fault) is no act.
public enum BatchAct {
  /// Changes what is written to a draft.
  EDIT,
  /// Asks for the batch to be minted.
  SUBMIT,
  APPROVE,
  REJECT,
  /// Gives the batch up before there is a unit.
  CANCEL,
  STOP,
  /// Goes on where it was stopped.
  RESUME,
  /// Says that the files are not needed any more.
  CLOSE
}
