package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.gate.admission.AdmissionLimits;
import io.mintmark.gate.admission.Allowance;
import io.mintmark.gate.admission.Limit;
import io.mintmark.login.PresharedKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A handshake under a wrong key is an attempt that failed.
@ExtendWith(LeakWatch.class)
class PskThrottleTest {

  private static final byte[] WRONG = new byte[16];

  private final AtomicInteger lookups = new AtomicInteger();
  private PskGate gate;

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  private void start(Limit limit, int burst) throws IOException {
    gate = new PskGate(AdmissionLimits.NONE.with(limit, Allowance.perMinute(burst, 1)));
    PresharedKeys known = gate.keys;
    gate.keys =
        claim -> {
          lookups.incrementAndGet();
          return known.find(claim);
        };
  }

  private void failAs(String identity) {
    assertThatThrownBy(() -> gate.connect(gate.offer(identity, WRONG, 0x008C)))
        .isInstanceOf(TlsFatalAlertReceived.class);
  }

  @Test
  void anAddressWithWrongKeysIsTurnedAwayAtTheDoor() throws Exception {
    start(Limit.ADDRESS_FAILURES, 3);
    failAs(PskGate.ONE);
    failAs("QTV4XN8ZKDnobody");
    failAs("?");
    TestGate.await(() -> gate.figures().handshakeFailures() == 3);

    assertThatThrownBy(() -> gate.connect(PskGate.ONE)).isInstanceOf(IOException.class);

    assertThat(gate.figures().addressFailuresThrottled()).isOne();
    assertThat(gate.figures().accepted()).isEqualTo(3);
  }

  @Test
  void aThrottledIdentityIsClosedBeforeItsKeyIsLookedUp() throws Exception {
    start(Limit.IDENTITY_FAILURES, 2);
    failAs(PskGate.ONE);
    failAs(PskGate.ONE);
    TestGate.await(() -> gate.figures().handshakeFailures() == 2);

    assertThatThrownBy(() -> gate.connect(PskGate.ONE))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(TlsFatalAlertReceived.class);

    assertThat(lookups).hasValue(2);
    assertThat(gate.outcomes()).containsExactly("PROOF_WRONG", "PROOF_WRONG", "THROTTLED");
    assertThat(gate.figures().identityFailuresThrottled()).isOne();
    gate.nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    gate.connect(PskGate.ONE).close();
  }
}
