package io.mintmark.risk;

/// What the evidence comes to.
public enum Verdict {
  CLEAR,
  /// Worth a look. It passes as the evidence grows old.
  SUSPECT,
  /// The credential is in two places. It stays until an operator has decided: a copy that keeps
  /// quiet has not gone away.
  CLONED
}
