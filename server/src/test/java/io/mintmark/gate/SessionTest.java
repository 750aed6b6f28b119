package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.EventKind;
import io.mintmark.login.Attempts;
import io.mintmark.login.LoginOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// One device, one session: who goes when another comes, and what an operator's act does.
@ExtendWith(LeakWatch.class)
class SessionTest {

  private static final DeviceIdentity D1 = TestDialect.device("d1");

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  private RawClient loggedIn5(String name) throws Exception {
    RawClient client = gate.connect().send(Wire.connect("login:P1/" + name).level(5).bytes());
    client.readPacket();
    return client;
  }

  @Test
  void aNewerLoginClosesTheOlderConnectionWithoutAWord() throws Exception {
    try (var older = gate.loggedIn("d1");
        var newer = gate.loggedIn("d1")) {
      assertThat(older.isEnded()).isTrue();
      newer.send(Wire.PINGREQ);
      assertThat(newer.readPacket()).isEqualTo(Wire.PINGRESP);
      assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).outcome()).isEqualTo("TAKEN_OVER");
      assertThat(gate.gate.sessions().isOnline(D1)).isTrue();
    }
  }

  @Test
  void mqtt5IsToldOfTheTakeOver() throws Exception {
    try (var older = loggedIn5("d1");
        var newer = loggedIn5("d1")) {
      assertThat(Wire.hex(older.readToEnd())).isEqualTo("e0018e");
      newer.send(Wire.PINGREQ);
      assertThat(newer.readPacket()).isEqualTo(Wire.PINGRESP);
    }
  }

  @Test
  void theEndOfAnOldConnectionDoesNotEndTheNewSession() throws Exception {
    var older = loggedIn5("d1"); // lingers, to hear why it was closed
    try (var newer = gate.loggedIn("d1")) {
      older.close();
      TestGate.await(() -> gate.gate.counters().read().connections() == 1);

      assertThat(gate.gate.sessions().isOnline(D1)).isTrue();
      newer.send(Wire.PINGREQ);
      assertThat(newer.readPacket()).isEqualTo(Wire.PINGRESP);
    }
  }

  @Test
  void ofManyLoginsAtOnceExactlyOneSessionStays() throws Exception {
    var clients = new ArrayList<RawClient>();
    for (int i = 0; i < 40; i++) {
      clients.add(gate.connect());
    }
    byte[] connect = Wire.connect("login:P1/d1").bytes();
    for (RawClient client : clients) {
      client.send(connect);
    }

    TestGate.await(
        () ->
            gate.logins.size() == 40
                && gate.outcomes(EventKind.SESSION_CLOSED).size() == 39
                && gate.gate.counters().read().connections() == 1);

    assertThat(gate.gate.sessions().isOnline(D1)).isTrue();
    assertThat(gate.outcomes(EventKind.SESSION_CLOSED)).containsOnly("TAKEN_OVER");
    for (RawClient client : clients) {
      client.close();
    }
    TestGate.await(() -> !gate.gate.sessions().isOnline(D1));
  }

  @Test
  void anOperatorClosesASessionAtOnce() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      gate.gate.sessions().close(D1, "DEVICE_DISABLED");

      assertThat(gate.gate.sessions().isOnline(D1)).isFalse();
      assertThat(client.isEnded()).isTrue();
      assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).outcome()).isEqualTo("DEVICE_DISABLED");
    }
  }

  @Test
  void mqtt5IsToldOfTheOperator() throws Exception {
    try (var client = loggedIn5("d1")) {
      gate.gate.sessions().close(D1, "DEVICE_DELETED");

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("e00198");
    }
  }

  @Test
  void aDeviceDisabledWhileItsLoginIsDecidedDoesNotGetIn() throws Exception {
    var first = new CompletableFuture<LoginOutcome>();
    List<CompletableFuture<LoginOutcome>> decisions =
        List.of(
            first,
            CompletableFuture.completedFuture(
                new LoginOutcome.Refused(LoginOutcome.Reason.DEVICE_DISABLED)));
    gate.login = _ -> decisions.get(gate.logins.size() - 1);
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").bytes());
      TestGate.await(() -> gate.logins.size() == 1);
      gate.gate.sessions().close(D1, "DEVICE_DISABLED"); // finds no session yet

      first.complete(Attempts.admitted(D1)); // decided before the act

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020005");
      assertThat(gate.gate.sessions().isOnline(D1)).isFalse();
    }
  }

  @Test
  void aLoginThatStillHoldsAfterAnotherDevicesActGetsIn() throws Exception {
    var first = new CompletableFuture<LoginOutcome>();
    var again = CompletableFuture.completedFuture(Attempts.admitted(D1));
    gate.login = _ -> gate.logins.size() == 1 ? first : again;
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").bytes());
      TestGate.await(() -> gate.logins.size() == 1);
      gate.gate.sessions().close(D1, "DEVICE_RESET");

      first.complete(Attempts.admitted(D1));

      assertThat(client.readPacketHex()).isEqualTo("20020000");
      assertThat(gate.gate.sessions().isOnline(D1)).isTrue();
    }
  }

  @Test
  void aDeviceThatLeavesWhileItsLoginIsDecidedAnewIsForgotten() throws Exception {
    var first = new CompletableFuture<LoginOutcome>();
    var second = new CompletableFuture<LoginOutcome>();
    gate.login = _ -> gate.logins.size() == 1 ? first : second;
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").bytes());
      TestGate.await(() -> gate.logins.size() == 1);
      gate.gate.sessions().close(D1, "DEVICE_RESET");
      first.complete(Attempts.admitted(D1));
      TestGate.await(() -> gate.logins.size() == 2);
    }
    gate.gate.sessions().close(TestDialect.device("other"), "x");

    second.complete(Attempts.admitted(D1));

    TestGate.await(
        () -> gate.gate.counters().read().connections() == 0 && !gate.gate.sessions().isOnline(D1));
  }

  @Test
  void aDeviceThatLeftBeforeTheDecisionIsNotOnline() throws Exception {
    var decision = new CompletableFuture<LoginOutcome>();
    gate.login = _ -> decision;
    var client = gate.connect();
    client.send(Wire.connect("login:P1/d1").keepAlive(0).bytes());
    TestGate.await(() -> gate.logins.size() == 1);
    client.reset();
    TestGate.await(() -> gate.gate.counters().read().connections() == 0);

    decision.complete(Attempts.admitted(D1));

    TestGate.await(() -> gate.gate.counters().read().waiting() == 0);
    assertThat(gate.gate.sessions().isOnline(D1)).isFalse();
  }

  @Test
  void anAttemptThatWasGivenUpDoesNotThrowOutTheNextOne() throws Exception {
    var slow = new CompletableFuture<LoginOutcome>();
    var quick = CompletableFuture.completedFuture(Attempts.admitted(D1));
    gate.login = _ -> gate.logins.size() == 1 ? slow : quick;
    try (var first = gate.connect()) {
      first.send(Wire.connect("login:P1/d1").bytes());
      TestGate.await(() -> gate.logins.size() == 1);
      first.shutOutput(); // it does not wait any longer
      try (var second = gate.loggedIn("d1")) {
        slow.complete(Attempts.admitted(D1));

        assertThat(first.isEnded()).isTrue();
        second.send(Wire.PINGREQ);
        assertThat(second.readPacket()).isEqualTo(Wire.PINGRESP);
        assertThat(gate.gate.sessions().isOnline(D1)).isTrue();
      }
    }
  }

  @Test
  void aDisconnectEndsTheSession() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      client.send(Wire.DISCONNECT);

      assertThat(client.isEnded()).isTrue();
      var event = gate.awaitEvent(EventKind.SESSION_CLOSED);
      assertThat(event.outcome()).isEqualTo("CLIENT_CLOSED");
      assertThat(event.detail()).isEqualTo("DISCONNECT");
      assertThat(gate.broker.isLeftAlone()).isTrue();
    }
  }

  @Test
  void aBrokenConnectionEndsTheSession() throws Exception {
    gate.loggedIn("d1").close();

    assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).outcome()).isEqualTo("CLIENT_CLOSED");
    assertThat(gate.gate.sessions().isOnline(D1)).isFalse();
  }

  @Test
  void aSecondConnectIsAProtocolError() throws Exception {
    try (var client = loggedIn5("d1")) {
      client.send(Wire.connect("login:P1/d1").level(5).bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("e00182");
      assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).outcome()).isEqualTo("PROTOCOL_ERROR");
    }
  }
}
