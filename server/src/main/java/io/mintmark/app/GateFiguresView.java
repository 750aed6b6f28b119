package io.mintmark.app;

import io.mintmark.api.GateFigures;
import io.mintmark.api.GateRefusals;
import io.mintmark.gate.GateCounters;

/// The gate's counters as the management API shows them; neither side knows the other.
final class GateFiguresView {

  private GateFiguresView() {}

  static GateFigures of(GateCounters.Figures now) {
    return new GateFigures(
        now.connections(),
        now.waiting(),
        now.accepted(),
        now.logins(),
        now.loginRefusals(),
        now.registrations(),
        now.registrationRefusals(),
        now.upstreams(),
        now.topicRefusals(),
        new GateRefusals(
            now.turnedAway(),
            now.overloaded(),
            now.tooSlow(),
            now.tooLarge(),
            now.malformed(),
            now.handshakeFailures(),
            now.acceptsThrottled(),
            now.addressConnectsThrottled(),
            now.addressFailuresThrottled(),
            now.identityConnectsThrottled(),
            now.identityFailuresThrottled()));
  }
}
