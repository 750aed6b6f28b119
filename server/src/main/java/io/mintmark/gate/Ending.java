package io.mintmark.gate;

/// Why a session ended.
///
/// @param reason the word in the event log
/// @param disconnectCode what an MQTT 5 client is told in a DISCONNECT; [#SILENT] for nothing
/// @param isAtOnce whether the connection is cut rather than closed in good order: the peer is
///     dead, or must be gone when the call returns
record Ending(String reason, int disconnectCode, boolean isAtOnce) {

  static final int SILENT = -1;

  /// The client shut its side, or its connection broke.
  static final Ending CLIENT_CLOSED = new Ending("CLIENT_CLOSED", SILENT, false);

  /// The client said DISCONNECT, and listens no more.
  static final Ending DISCONNECTED = new Ending("CLIENT_CLOSED", SILENT, true);

  static final Ending TAKEN_OVER = new Ending("TAKEN_OVER", 0x8E, true);
  static final Ending KEEP_ALIVE = new Ending("KEEP_ALIVE", 0x8D, true);

  /// The device has not read what it was sent for minutes.
  static final Ending NOT_READING = new Ending("NOT_READING", SILENT, true);

  /// The connection to the broker broke, or could not be had: "server shutting down" tells a client
  /// to come again later.
  static final Ending UPSTREAM_LOST = new Ending("UPSTREAM_LOST", 0x8B, false);

  /// The broker closed the connection, having told the client why.
  static final Ending UPSTREAM_CLOSED = new Ending("UPSTREAM_LOST", SILENT, false);

  /// A message of a QoS that the broker does not have.
  static final Ending QOS_NOT_SUPPORTED = new Ending("QOS_NOT_SUPPORTED", 0x9B, false);

  static final Ending MALFORMED_PACKET = new Ending("MALFORMED_PACKET", 0x81, false);
  static final Ending PROTOCOL_ERROR = new Ending("PROTOCOL_ERROR", 0x82, false);
  static final Ending PACKET_TOO_LARGE = new Ending("PACKET_TOO_LARGE", 0x95, false);
  static final Ending SERVER_STOPPED = new Ending("SERVER_STOPPED", 0x8B, false);

  /// Of a sub-device: its gateway logged it out.
  static final Ending LOGGED_OUT = new Ending("LOGGED_OUT", SILENT, true);

  /// Of a sub-device: the session ended through which it was online.
  static final Ending GATEWAY_CLOSED = new Ending("GATEWAY_CLOSED", SILENT, true);

  /// Of a sub-device: it is no longer its gateway's.
  static final Ending TOPOLOGY_REMOVED = new Ending("TOPOLOGY_REMOVED", SILENT, true);

  /// Disabled, deleted, or whatever else was done to the device.
  static Ending byOperator(String reason) {
    return new Ending(reason, 0x98, true);
  }
}
