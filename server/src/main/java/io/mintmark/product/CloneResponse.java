package io.mintmark.product;

/// What happens to a device once the evidence says that it has been copied.
public enum CloneResponse {
  /// It is reported; the device goes on.
  REPORT,
  /// It is refused until an operator decides.
  HOLD
}
