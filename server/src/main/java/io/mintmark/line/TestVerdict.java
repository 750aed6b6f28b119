package io.mintmark.line;

/// What a test station says of a unit.
public enum TestVerdict {
  PASSED,
  /// May be repaired and tested again; the reason says what was wrong.
  FAILED,
  /// Will never be sold; the reason says why.
  SCRAPPED
}
