package io.mintmark.gate;

import io.mintmark.dialect.Dialects.PskClaim;
import io.mintmark.dialect.WireText;
import io.mintmark.gate.psk.PskHost;
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
  private @Nullable PskClaim claim;
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
    } else if (visit.plane.admits()) {
      find(claim, answer);
    } else {
      finding = new Finding.None(Reason.OVERLOADED);
      answer.accept(Optional.empty());
    }
  }

  private void find(PskClaim wanted, Consumer<Optional<byte[]>> answer) {
    Plane plane = visit.plane;
    plane.counters().waiting.incrementAndGet();
    var keys = plane.neighbours().presharedKeys();
    Loops.whenDone(
        visit.channel.eventLoop(),
        Loops.ask(() -> keys.find(wanted.identity(), wanted.dialect())),
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
      visit
          .plane
          .events()
          .loginRefused(
              reason(),
              GateEvents.claimOf(claim.identity()),
              claim.dialect(),
              visit.mqttOrigin(),
              "the TLS-PSK handshake failed");
    }
  }

  private Reason reason() {
    return switch (finding) {
      case Finding.Found _ -> Reason.PROOF_WRONG;
      case Finding.None(var reason) -> reason;
    };
  }
}
