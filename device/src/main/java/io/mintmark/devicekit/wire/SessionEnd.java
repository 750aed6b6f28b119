package io.mintmark.devicekit.wire;

/// Who or what ended a session.
public enum SessionEnd {
  /// `disconnect` or `abort` was called here.
  DEVICE,
  /// The server closed or reset the connection: MQTT 3 has no other way to say "go".
  SERVER,
  /// The server left a PINGREQ unanswered.
  SILENCE,
  /// The server sent what is no MQTT, or a listener threw.
  FAULT
}
