package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.EventKind;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.gate.admission.AdmissionLimits;
import io.mintmark.login.Attempts;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome;
import io.mintmark.product.ProductRules;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Several units of one name at the gate: who goes when an operator keeps one, and who is told of a
/// session that was taken.
@ExtendWith(LeakWatch.class)
class SwitchTest {

  private static final DeviceIdentity D1 = TestDialect.device("d1");
  private static final Origin HERE = new Origin(Transport.MQTT, "127.0.0.1");

  private final Set<String> banned = ConcurrentHashMap.newKeySet();
  private TestGate gate;

  /// The password is the ClientID.
  @BeforeEach
  void start() throws Exception {
    // Banned units come as often as they like.
    gate = new TestGate(GateSettings.DEFAULT.withAdmission(AdmissionLimits.NONE));
    gate.login = attempt -> CompletableFuture.completedFuture(decided(attempt));
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  private LoginOutcome decided(LoginAttempt attempt) {
    String unit = new String(Attempts.proof(attempt).signature(), StandardCharsets.UTF_8);
    return banned.contains(unit)
        ? new LoginOutcome.Refused(LoginOutcome.Reason.CLIENT_BANNED)
        : new LoginOutcome.Admitted(attempt.identity(), false, unit, ProductRules.DEFAULT);
  }

  private RawClient unit(String clientId) throws Exception {
    RawClient client = gate.connect().send(connect(clientId));
    assertThat(client.readPacketHex()).isEqualTo("20020000");
    return client;
  }

  private static byte[] connect(String clientId) {
    return Wire.connect("login:P1/d1").password(clientId).bytes();
  }

  @Test
  void theKeptUnitsSessionStays() throws Exception {
    try (var kept = unit("unit-a")) {
      gate.gate.sessions().closeOthers(D1, "unit-a", "CLIENT_BANNED");

      kept.send(Wire.PINGREQ);
      assertThat(kept.readPacket()).isEqualTo(Wire.PINGRESP);
      assertThat(gate.gate.sessions().isOnline(D1, "unit-a")).isTrue();
      assertThat(gate.gate.sessions().isOnline(D1, "unit-b")).isFalse();
    }
  }

  @Test
  void anotherUnitsSessionIsClosedAtOnce() throws Exception {
    try (var other = unit("unit-b")) {
      gate.gate.sessions().closeOthers(D1, "unit-a", "CLIENT_BANNED");

      assertThat(gate.gate.sessions().isOnline(D1)).isFalse();
      assertThat(other.isEnded()).isTrue();
      assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).outcome()).isEqualTo("CLIENT_BANNED");
    }
  }

  @Test
  void aUnitThatIsBannedWhileItsLoginIsDecidedDoesNotGetIn() throws Exception {
    var slow = new CompletableFuture<LoginOutcome>();
    gate.login =
        attempt ->
            gate.logins.size() == 1 ? slow : CompletableFuture.completedFuture(decided(attempt));
    try (var other = gate.connect()) {
      other.send(connect("unit-b"));
      TestGate.await(() -> gate.logins.size() == 1);
      banned.add("unit-b"); // durable first, as the desk does it
      gate.gate.sessions().closeOthers(D1, "unit-a", "CLIENT_BANNED"); // finds no session yet

      slow.complete(
          new LoginOutcome.Admitted(D1, false, "unit-b", ProductRules.DEFAULT)); // decided before

      assertThat(Wire.hex(other.readToEnd())).startsWith("200200");
      assertThat(gate.logins).hasSize(2);
      assertThat(gate.gate.sessions().isOnline(D1)).isFalse();
    }
  }

  @Test
  void theKeptUnitGetsInAlthoughItsLoginWasDecidedDuringTheSwitch() throws Exception {
    var slow = new CompletableFuture<LoginOutcome>();
    gate.login =
        attempt ->
            gate.logins.size() == 1 ? slow : CompletableFuture.completedFuture(decided(attempt));
    try (var kept = gate.connect()) {
      kept.send(connect("unit-a"));
      TestGate.await(() -> gate.logins.size() == 1);
      gate.gate.sessions().closeOthers(D1, "unit-a", "CLIENT_BANNED");

      slow.complete(new LoginOutcome.Admitted(D1, false, "unit-a", ProductRules.DEFAULT));

      assertThat(kept.readPacketHex()).isEqualTo("20020000");
      assertThat(gate.gate.sessions().isOnline(D1, "unit-a")).isTrue();
    }
  }

  /// Units come and go as fast as they can while the operator switches again and again. Whoever the
  /// last switch banned has no session when it returns, and gets none after.
  @Test
  void noBannedUnitSlipsThroughARaceOfSwitchesAndLogins() throws Exception {
    for (int round = 0; round < 40; round++) {
      banned.clear();
      String loser = "unit-" + round;
      int loginsBefore = gate.logins.size();
      try (var client = gate.connect()) {
        client.send(connect(loser));
        if (round % 2 == 0) {
          TestGate.await(() -> gate.logins.size() > loginsBefore);
        }
        banned.add(loser);
        gate.gate.sessions().closeOthers(D1, "unit-kept", "CLIENT_BANNED");

        client.readToEnd(); // refused or thrown out, but not let be
        assertThat(gate.gate.sessions().isOnline(D1)).isFalse();
      }
    }
  }

  @Test
  void aSessionThatIsTakenIsTold() throws Exception {
    try (var older = unit("unit-a");
        var newer = unit("unit-a")) {
      assertThat(older.isEnded()).isTrue();

      assertThat(gate.takeOvers).containsExactly(new TestGate.TakeOver(D1, "unit-a", HERE, HERE));
      newer.send(Wire.DISCONNECT);
    }
  }

  @Test
  void aSessionOfAnotherUnitThatIsTakenIsNoBusinessOfTheWatch() throws Exception {
    try (var older = unit("unit-a");
        var newer = unit("unit-b")) {
      assertThat(older.isEnded()).isTrue();

      assertThat(gate.takeOvers).isEmpty();
      newer.send(Wire.DISCONNECT);
    }
  }

  @Test
  void aSessionThatHadEndedIsNotTaken() throws Exception {
    var older = unit("unit-a");
    older.send(Wire.DISCONNECT);
    TestGate.await(() -> !gate.gate.sessions().isOnline(D1));
    try (var newer = unit("unit-a")) {
      assertThat(gate.takeOvers).isEmpty();
      newer.send(Wire.DISCONNECT);
    }
    older.close();
  }
}
