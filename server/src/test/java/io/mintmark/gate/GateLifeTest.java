package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.device.TakeOvers;
import io.mintmark.dialect.Dialects;
import io.mintmark.event.EventKind;
import io.mintmark.login.LoginOutcome;
import io.mintmark.registration.RegistrationOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Starting, stopping, and how much is let in.
@ExtendWith(LeakWatch.class)
class GateLifeTest {

  private static final GateSettings LOOPBACK = GateSettings.DEFAULT.withAddress("127.0.0.1");

  private static Gate gate(GateSettings settings) throws IOException {
    var neighbours =
        new GateNeighbours(
            new Dialects(List.of(new TestDialect())),
            request -> CompletableFuture.completedFuture(TestGate.issued(request.identity())),
            attempt -> CompletableFuture.completedFuture(TestGate.byPassword(attempt)),
            TestGate.NO_KEYS,
            TestGate.NO_GATEWAYS,
            (_, _) -> CompletableFuture.completedFuture(Optional.empty()),
            new FakeBroker(),
            _ -> {},
            TakeOvers.UNWATCHED);
    return new Gate(
        settings, TestGate.certificates(), neighbours, new SecureRandom(), InstantSource.system());
  }

  @Test
  void aPortInUseIsNamedWithItsSetting() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var gate = gate(LOOPBACK.withPorts(0, 0, other.getLocalPort(), 0))) {
      assertThatThrownBy(gate::start)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "cannot listen on 127.0.0.1:%d (setting gate.http-port): the port is in use; free it or choose another"
                  .formatted(other.getLocalPort()));
    }
  }

  @Test
  void afterAFailedStartNoPortIsHeld() throws Exception {
    int free;
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = probe.getLocalPort();
    }
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var gate = gate(LOOPBACK.withPorts(free, 0, 0, other.getLocalPort()))) {
      assertThatThrownBy(gate::start).hasMessageContaining("gate.https-port");
    }

    try (var again = gate(LOOPBACK.withPorts(free, 0, 0, 0))) {
      assertThat(again.start().mqtt().getPort()).isEqualTo(free);
    }
  }

  @Test
  void anAddressThatIsNotOursIsNamed() throws Exception {
    try (var gate = gate(GateSettings.DEFAULT.withAddress("192.0.2.1").withPorts(0, 0, 0, 0))) {
      assertThatThrownBy(gate::start).hasMessageContaining("192.0.2.1:0 (setting gate.mqtt-port)");
    }
  }

  @Test
  void twoSettingsMayNameTheSamePort() throws Exception {
    int port;
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    try (var gate = gate(LOOPBACK.withPorts(port, 0, port, 0))) {
      var addresses = gate.start();

      assertThat(addresses.mqtt()).isEqualTo(addresses.http());
    }
  }

  @Test
  void stoppingTellsSessionsAndMayBeRepeated() throws Exception {
    try (var gate = new TestGate();
        var mqtt3 = gate.loggedIn("d1");
        var mqtt5 = gate.connect().send(Wire.connect("login:P1/d2").level(5).bytes())) {
      mqtt5.readPacket();

      gate.gate.stop();
      gate.gate.stop();

      assertThat(mqtt3.isEnded()).isTrue();
      assertThat(Wire.hex(mqtt5.readToEnd())).isEqualTo("e0018b");
      assertThat(gate.outcomes(EventKind.SESSION_CLOSED))
          .containsExactlyInAnyOrder("SERVER_STOPPED", "SERVER_STOPPED");
      assertThat(gate.gate.counters().read().connections()).isZero();
    }
  }

  @Test
  void aRegistrationThatIsBeingCommittedIsAnsweredBeforeTheEnd() throws Exception {
    var commit = new CompletableFuture<RegistrationOutcome>();
    try (var gate = new TestGate()) {
      gate.registrar = _ -> commit;
      try (var client = RawClient.to(gate.addresses.http())) {
        client.send("POST /test/register HTTP/1.1\r\nContent-Length: 2\r\n\r\nd1");
        TestGate.await(() -> gate.gate.counters().read().waiting() == 1);
        var stopping = Thread.ofVirtual().start(gate.gate::stop);
        TestGate.await(() -> refusesConnections(gate));

        commit.complete(TestGate.issued(TestDialect.device("d1")));

        assertThat(client.readTextToEnd()).endsWith("P1/d1\"}");
        stopping.join();
      }
    }
  }

  @Test
  void aLoginThatIsBeingDecidedIsAnsweredBeforeTheEnd() throws Exception {
    var decision = new CompletableFuture<LoginOutcome>();
    try (var gate = new TestGate()) {
      gate.login = _ -> decision;
      try (var client = gate.connect().send(Wire.connect("login:P1/d1").bytes())) {
        TestGate.await(() -> gate.gate.counters().read().waiting() == 1);
        var stopping = Thread.ofVirtual().start(gate.gate::stop);
        TestGate.await(() -> refusesConnections(gate));

        decision.complete(TestGate.byPassword(gate.logins.getFirst()));

        assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020000");
        stopping.join();
        assertThat(gate.outcomes(EventKind.SESSION_CLOSED)).containsExactly("SERVER_STOPPED");
      }
    }
  }

  private static boolean refusesConnections(TestGate gate) {
    try {
      gate.connect().close();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aGateThatNeverStartedMayBeStopped() throws Exception {
    gate(LOOPBACK).stop();
  }

  @Test
  void connectionsBeyondTheLimitAreClosedAtOnce() throws Exception {
    var limits = GateLimits.DEFAULT.withMaxConnections(2);
    try (var gate = new TestGate(GateSettings.DEFAULT.withLimits(limits));
        var one = gate.loggedIn("d1");
        var two = gate.loggedIn("d2");
        var three = gate.connect()) {
      assertThat(three.isEnded()).isTrue();
      assertThat(gate.gate.counters().read().turnedAway()).isOne();

      two.hangUp();
      TestGate.await(() -> gate.gate.counters().read().connections() == 1);
      gate.loggedIn("d3").close();
      one.send(Wire.PINGREQ);
      assertThat(one.readPacket()).isEqualTo(Wire.PINGRESP);
    }
  }

  @Test
  void settingsThatCannotBeMeantAreRefused() {
    assertThatThrownBy(() -> GateSettings.DEFAULT.withPorts(1883, 65_536, 8080, 8443))
        .hasMessage("mqttsPort must be 0 to 65535, was 65536");
    assertThatThrownBy(() -> GateSettings.DEFAULT.withAddress(" "))
        .hasMessage("address must not be empty");
    assertThatThrownBy(() -> GateLimits.DEFAULT.withMaxConnections(0))
        .hasMessage("maxConnections must be at least 1, was 0");
  }
}
