package io.mintmark.device;

/// What an owner says of a device that had its secret before it came here.
public enum InitialState {
  /// Never logged in; as every device that is minted here.
  UNACTIVATED,
  /// In the field: may log in, and does not register again unless an operator resets it.
  ACTIVATED,
  /// Refused until an operator enables it.
  DISABLED
}
