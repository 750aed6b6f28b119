package io.mintmark.gate;

import io.mintmark.gate.admission.Admission;
import io.mintmark.gate.admission.Limit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What the gate has done since it was made. Counting is free of contention; the figures of one
/// [#read] may be a moment apart from each other.
public final class GateCounters {

  final AtomicInteger connections = new AtomicInteger();
  final LongAdder accepted = new LongAdder();
  final LongAdder turnedAway = new LongAdder();
  final LongAdder tooSlow = new LongAdder();
  final LongAdder tooLarge = new LongAdder();
  final LongAdder overloaded = new LongAdder();
  final LongAdder handshakeFailures = new LongAdder();
  final LongAdder malformed = new LongAdder();
  final LongAdder registrations = new LongAdder();
  final LongAdder registrationRefusals = new LongAdder();
  final LongAdder logins = new LongAdder();
  final LongAdder loginRefusals = new LongAdder();
  final AtomicInteger waiting = new AtomicInteger();
  final LongAdder upstreams = new LongAdder();
  final LongAdder upstreamFailures = new LongAdder();
  final LongAdder topicRefusals = new LongAdder();

  private final Admission admission;

  GateCounters(Admission admission) {
    this.admission = admission;
  }

  void registration(boolean granted) {
    (granted ? registrations : registrationRefusals).increment();
  }

  /// The figures now.
  public Figures read() {
    return new Figures(
        connections.get(),
        accepted.sum(),
        turnedAway.sum(),
        tooSlow.sum(),
        tooLarge.sum(),
        overloaded.sum(),
        handshakeFailures.sum(),
        malformed.sum(),
        registrations.sum(),
        registrationRefusals.sum(),
        logins.sum(),
        loginRefusals.sum(),
        waiting.get(),
        upstreams.sum(),
        upstreamFailures.sum(),
        topicRefusals.sum(),
        admission.refusals(Limit.ACCEPTS),
        admission.refusals(Limit.ADDRESS_CONNECTS),
        admission.refusals(Limit.ADDRESS_FAILURES),
        admission.refusals(Limit.IDENTITY_CONNECTS),
        admission.refusals(Limit.IDENTITY_FAILURES));
  }

  /// All counters at one moment.
  ///
  /// @param connections open now, of every kind
  /// @param accepted connections since the start, without those turned away or throttled at the
  ///     door
  /// @param turnedAway connections closed at once because there were too many
  /// @param tooSlow peers that did not say in time what they want
  /// @param tooLarge requests above the limits of size
  /// @param overloaded requests refused because too many were with the use cases
  /// @param handshakeFailures TLS handshakes that failed
  /// @param malformed peers that spoke no protocol of ours, or spoke it wrongly
  /// @param registrations granted, repeated ones included
  /// @param registrationRefusals registrations refused for any reason
  /// @param logins of devices and applications, admitted
  /// @param loginRefusals logins refused for any reason
  /// @param waiting requests that are with the use cases now
  /// @param upstreams connections to the broker that were opened
  /// @param upstreamFailures connections to the broker that could not be opened, or broke
  /// @param topicRefusals messages and subscriptions that were not let through, or not as they
  ///     were: above all those outside the sender's own topics
  /// @param acceptsThrottled connections refused for [Limit#ACCEPTS]
  /// @param addressConnectsThrottled connections refused for [Limit#ADDRESS_CONNECTS]
  /// @param addressFailuresThrottled connections and requests refused for [Limit#ADDRESS_FAILURES]
  /// @param identityConnectsThrottled requests refused for [Limit#IDENTITY_CONNECTS]
  /// @param identityFailuresThrottled requests refused for [Limit#IDENTITY_FAILURES]
  public record Figures(
      int connections,
      long accepted,
      long turnedAway,
      long tooSlow,
      long tooLarge,
      long overloaded,
      long handshakeFailures,
      long malformed,
      long registrations,
      long registrationRefusals,
      long logins,
      long loginRefusals,
      int waiting,
      long upstreams,
      long upstreamFailures,
      long topicRefusals,
      long acceptsThrottled,
      long addressConnectsThrottled,
      long addressFailuresThrottled,
      long identityConnectsThrottled,
      long identityFailuresThrottled) {}
}
