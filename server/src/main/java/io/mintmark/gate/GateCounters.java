package io.mintmark.gate;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What the gate has done since it was made. Counting is free of contention; the figures of one
/// [#read] may be a moment apart from each other.
public final class GateCounters {

  final AtomicInteger connections = new AtomicInteger();
  final LongAdder accepted = new LongAdder();
  final LongAdder turnedAway = new LongAdder();
  final LongAdder handshakeFailures = new LongAdder();
  final LongAdder malformed = new LongAdder();
  final LongAdder registrations = new LongAdder();
  final LongAdder registrationRefusals = new LongAdder();
  final LongAdder logins = new LongAdder();
  final LongAdder loginRefusals = new LongAdder();
  final AtomicInteger waiting = new AtomicInteger();
  final LongAdder upstreams = new LongAdder();
  final LongAdder topicRefusals = new LongAdder();

  GateCounters() {}

  void registration(boolean granted) {
    (granted ? registrations : registrationRefusals).increment();
  }

  /// The figures now.
  public Figures read() {
    return new Figures(
        connections.get(),
        accepted.sum(),
        turnedAway.sum(),
        handshakeFailures.sum(),
        malformed.sum(),
        registrations.sum(),
        registrationRefusals.sum(),
        logins.sum(),
        loginRefusals.sum(),
        waiting.get(),
        upstreams.sum(),
        topicRefusals.sum());
  }

  /// All counters at one moment.
  ///
  /// @param connections open now, of every kind
  /// @param accepted connections since the start, without those turned away
  /// @param turnedAway connections closed at once because there were too many
  /// @param handshakeFailures TLS handshakes that failed
  /// @param malformed peers that spoke no protocol of ours, or spoke it wrongly
  /// @param registrations granted, repeated ones included
  /// @param registrationRefusals registrations refused for any reason
  /// @param logins of devices and applications, admitted
  /// @param loginRefusals logins refused for any reason
  /// @param waiting requests that are with the use cases now
  /// @param upstreams connections to the broker that were opened
  /// @param topicRefusals messages and subscriptions outside the sender's own topics
  public record Figures(
      int connections,
      long accepted,
      long turnedAway,
      long handshakeFailures,
      long malformed,
      long registrations,
      long registrationRefusals,
      long logins,
      long loginRefusals,
      int waiting,
      long upstreams,
      long topicRefusals) {}
}
