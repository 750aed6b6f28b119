package io.mintmark.event;

/// What an [Event] tells of.
public enum EventKind {
  /// An attempt to register, granted or refused.
  REGISTRATION,
  /// An attempt to log in, granted or refused.
  LOGIN,
  /// The first successful login of a device.
  ACTIVATION,
  /// A live session ended, with the reason.
  SESSION_CLOSED,
  /// A live session sent or subscribed where it may not; repeated ones are counted, not stored.
  MESSAGE_REFUSED,
  /// A sub-device was bound to a gateway or taken from it, or that was refused.
  TOPOLOGY,
  /// An operator's act on a device: disable, enable, reset, delete; or what became of the server's
  /// TLS certificates.
  OPERATION,
  /// Evidence that a device exists more than once, what it came to, and what an operator did.
  RISK,
  /// A batch file was downloaded, or another act on a batch.
  BATCH,
  /// A test station told of a unit that nobody knows.
  TEST,
  /// How many refused attempts were counted instead of stored one by one, under attack.
  SUPPRESSED
}
