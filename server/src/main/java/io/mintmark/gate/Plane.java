package io.mintmark.gate;

import io.mintmark.gate.psk.PskTls;
import io.netty.channel.socket.SocketChannel;

/// What every connection of one gate shares. Safe for any thread.
///
/// @param upstreamChannel the kind of channel that fits the event loops
record Plane(
    GateSettings settings,
    GateNeighbours neighbours,
    TlsContexts tls,
    PskTls psk,
    GateCounters counters,
    GateEvents events,
    SessionMap sessions,
    OlderSessions olderSessions,
    Class<? extends SocketChannel> upstreamChannel) {

  /// Whether one more request may be taken to the use cases.
  boolean admits() {
    return counters.waiting.get() < limits().maxWaiting();
  }

  GateLimits limits() {
    return settings.limits();
  }
}
