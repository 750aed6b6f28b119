package io.mintmark.devicekit.wire;

/// What the server answered to a CONNECT.
public sealed interface LoginOutcome {

  /// CONNACK 0; `session` is open. `sessionPresent` is the CONNACK's flag of that name.
  record Connected(Session session, boolean sessionPresent) implements LoginOutcome {}

  /// Any other CONNACK. The connection is closed.
  record Refused(int connackCode) implements LoginOutcome {}
}
