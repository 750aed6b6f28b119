package io.mintmark.gate;

import io.mintmark.broker.BrokerFeatures;
import io.mintmark.broker.OlderSessions;
import io.mintmark.gate.admission.Admission;
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
    Admission admission,
    SessionMap sessions,
    ApplicationSessions applications,
    Services services,
    Class<? extends SocketChannel> upstreamChannel) {

  /// Whether one more request may be taken to the use cases.
  boolean admits() {
    return counters.waiting.get() < limits().maxWaiting();
  }

  OlderSessions olderSessions() {
    return neighbours.broker().olderSessions();
  }

  /// What the broker behind can do.
  BrokerFeatures brokerFeatures() {
    return neighbours.broker().features();
  }

  /// Whether there are as many connections as there may be.
  boolean isFull() {
    return counters.connections.get() >= limits().maxConnections();
  }

  GateLimits limits() {
    return settings.limits();
  }
}
