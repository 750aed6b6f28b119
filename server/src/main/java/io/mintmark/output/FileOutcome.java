package io.mintmark.output;

/// What became of the wish for a file.
public sealed interface FileOutcome {

  /// It can be written now.
  record Found(Download download) implements FileOutcome {}

  /// It cannot be had.
  ///
  /// @param sentence what to do instead
  record Refused(Reason reason, String sentence) implements FileOutcome {}

  /// Why there is no file.
  enum Reason {
    /// Some units do not exist yet.
    NOT_READY,
    /// The order is done with.
    CLOSED,
    /// The batch has no such units.
    RANGE_WRONG,
    /// The format or its options do not fit.
    UNFIT
  }
}
