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
  /// An operator's act on a device: disable, enable, reset, delete.
  OPERATION,
  /// A batch file was downloaded, or another act on a batch.
  BATCH,
  /// How many refused attempts were counted instead of stored one by one, under attack.
  SUPPRESSED
}
