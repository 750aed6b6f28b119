package io.mintmark.gate;

import io.mintmark.dialect.Claim;
import io.mintmark.dialect.WireText;
import io.mintmark.gate.admission.Throttle;
import io.mintmark.gate.psk.PskHost;
import io.mintmark.login.KeyClaim;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.login.PresharedKeys.Finding;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the handshake of one visit the key of the device that the peer says it is, and notes who
/// came in by it. Who failed learns nothing; an engineer reads in the event log why.
final class PskReception implements PskHost {

  private static final Logger LOG = LoggerFactory.getLogger(PskReception.class);

  private final Visit visit;
  private @Nullable KeyClaim claim;
  private Finding finding = new Finding.None(Reason.MALFORMED);

  PskReception(Visit visit) {
    this.visit = visit;
  }

  @Override
  public void keyOf(byte[] identity, Consumer<Optional<byte[]>> answer) {
    claim =
        WireText.utf8(identity).flatMap(visit.plane.neighbours().dialects()::ofPsk).orElse(null);
    if (claim == null) {
      answer.accept(Optional.empty());
    } else if (isThrottled(claim)) {
      finding = new Finding.None(Reason.THROTTLED);
      Channels.close(visit.channel); // cheaper than a handshake that is to fail
    } else if (visit.plane.admits()) {
      find(claim, answer);
    } else {
      visit.plane.counters().overloaded.increment();
      finding = new Finding.None(Reason.OVERLOADED);
      answer.accept(Optional.empty());
    }
  }

  private boolean isThrottled(KeyClaim comer) {
    if (visit.isThrottled(visit.mqttOrigin())) {
      return true;
    }
    Throttle throttle = visit.throttleOf(comer.identity());
    if (throttle != null && throttle.isNews()) {
      report(comer, Reason.THROTTLED, throttle.detail(comer.identity().toString()));
    }
    return throttle != null;
  }

  private void find(KeyClaim wanted, Consumer<Optional<byte[]>> answer) {
    Plane plane = visit.plane;
    plane.counters().waiting.incrementAndGet();
    var keys = plane.neighbours().presharedKeys();
    Loops.whenDone(
        visit.channel.eventLoop(),
        Loops.ask(() -> keys.find(wanted)),
        (found, failure) -> {
          plane.counters().waiting.decrementAndGet();
          finding = found != null ? found : broken(failure);
          answer.accept(key());
        });
  }

  private static Finding broken(@Nullable Throwable failure) {
    LOG.error("a use case failed", failure);
    return new Finding.None(Reason.INTERNAL);
  }

  private Optional<byte[]> key() {
    return switch (finding) {
      case Finding.Found(var key) -> Optional.of(key.expose());
      case Finding.None _ -> Optional.empty();
    };
  }

  @Override
  public void established() {
    if (finding instanceof Finding.Found(var key)) {
      visit.proves(key.proves());
      finding = new Finding.None(Reason.PROOF_WRONG); // the key is not needed any more
    }
  }

  @Override
  public void failed(boolean wrongKey) {
    visit.plane.counters().handshakeFailures.increment();
    if (wrongKey && claim != null) {
      visit.failed(Blame.of(reason()), claim.identity());
      report(claim, reason(), "the TLS-PSK handshake failed");
    } else if (Blame.of(reason()) == Blame.PEER) {
      visit.failed(Blame.PEER, Claim.NONE);
    }
  }

  private void report(KeyClaim comer, Reason reason, String detail) {
    visit
        .plane
        .events()
        .loginRefused(
            reason,
            GateEvents.claimOf(comer.identity()),
            comer.dialect(),
            visit.mqttOrigin(),
            detail);
  }

  private Reason reason() {
    return switch (finding) {
      case Finding.Found _ -> Reason.PROOF_WRONG;
      case Finding.None(var reason) -> reason;
    };
  }
}
