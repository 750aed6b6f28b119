package io.mintmark.devicekit.wire;

/// Receives what the server publishes to one session, in order, on a network thread: it must not
/// block. A QoS 1 message is acknowledged when the listener returns; if it throws, the session
/// ends.
@FunctionalInterface
public interface MessageListener {

  /// For devices that only speak.
  MessageListener DEAF = (_, _) -> {};

  void received(Session session, Message message);
}
