package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.event.EventKind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Cloud programs at the gate.
@ExtendWith(LeakWatch.class)
class ApplicationTest {

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  private static Wire.ConnectBuilder program(String clientId) {
    return Wire.connect(TestGate.KEY_ID).clientId(clientId);
  }

  @Test
  void aProgramIsConnectedThroughUnderItsKeyAndItsClientId() throws Exception {
    try (var client = gate.connect()) {
      client.send(program("reader").bytes());
      try (var upstream = gate.broker.accept()) {
        String clientId = "mma-0123456789/reader";
        assertThat(upstream.readPacket())
            .isEqualTo(
                Wire.packet(
                    0x10,
                    Wire.text("MQTT"),
                    Wire.hex("04 c2 003c"),
                    Wire.text(clientId),
                    Wire.text("gate"),
                    Wire.text("pass-of-" + clientId)));
        upstream.send(Wire.hex(FakeBroker.CONNACK));

        assertThat(client.readPacketHex()).isEqualTo("20020000");
        assertThat(gate.awaitEvent(EventKind.LOGIN).outcome()).isEqualTo("ADMITTED");
      }
    }
  }

  @Test
  void aWrongTokenIsRefused() throws Exception {
    try (var client = gate.connect()) {
      client.send(program("reader").password("wrong").bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020004");
      assertThat(gate.awaitEvent(EventKind.LOGIN).outcome()).isEqualTo("KEY_REFUSED");
      assertThat(gate.events.toString()).doesNotContain("wrong");
    }
  }

  @Test
  void aProgramNeedsAClientId() throws Exception {
    try (var client = gate.connect()) {
      client.send(program("").bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020002");
    }
  }

  @Test
  void aProgramThatCallsItselfADeviceDisturbsNone() throws Exception {
    try (var device = gate.loggedIn("d1");
        var client = gate.connect()) {
      client.send(program("P1/d1").bytes());
      gate.broker.acceptMqtt3();
      client.readPacket();

      device.send(Wire.PINGREQ);

      assertThat(device.readPacket()).isEqualTo(Wire.PINGRESP);
    }
  }

  @Test
  void twoProgramsOfOneKeyStandBesideEachOther() throws Exception {
    try (var one = gate.connect();
        var two = gate.connect()) {
      one.send(program("one").bytes());
      gate.broker.acceptMqtt3();
      one.readPacket();
      two.send(program("two").bytes());
      var upstream = gate.broker.acceptMqtt3();
      two.readPacket();
      byte[] message = Wire.publish(4, "/P1/d1/cmd", 0, 0, "on");

      two.send(message);

      assertThat(upstream.readPacket()).isEqualTo(message);
      assertThat(gate.outcomes(EventKind.SESSION_CLOSED)).isEmpty();
    }
  }

  @Test
  void aProgramMaySubscribeToItsProductsAlsoShared() throws Exception {
    byte[] subscribe = Wire.subscribe(4, 1, "/P1/+/x", "$share/group//P1/#");
    try (var client = gate.connect()) {
      client.send(program("reader").bytes());
      var upstream = gate.broker.acceptMqtt3();
      client.readPacket();

      client.send(subscribe);

      assertThat(upstream.readPacket()).isEqualTo(subscribe);
    }
  }

  @Test
  void aRevokedKeyEndsItsSessionsAndNoOthers() throws Exception {
    try (var device = gate.loggedIn("d1");
        var one = gate.connect();
        var two = gate.connect()) {
      one.send(program("one").bytes());
      gate.broker.acceptMqtt3();
      one.readPacket();
      two.send(program("two").level(5).bytes());
      var upstream = gate.broker.accept();
      upstream.readPacket();
      upstream.send(Wire.hex("2003000000"));
      two.readPacket();
      gate.gate.applications().close("mma-another0000");
      two.send(Wire.PINGREQ);
      upstream.readPacket();

      gate.gate.applications().close(TestGate.KEY_ID);

      assertThat(one.isEnded()).isTrue();
      assertThat(Wire.hex(two.readToEnd())).isEqualTo("e00198");
      assertThat(gate.outcomes(EventKind.SESSION_CLOSED))
          .containsExactly("KEY_REVOKED", "KEY_REVOKED");
      device.send(Wire.PINGREQ);
      assertThat(device.readPacket()).isEqualTo(Wire.PINGRESP);
    }
  }

  @Test
  void aKeyRevokedWhileItsLoginIsDecidedLetsNobodyIn() throws Exception {
    var first = new CompletableFuture<Boolean>();
    gate.applicationKey = () -> first;
    try (var client = gate.connect()) {
      client.send(program("reader").bytes());
      TestGate.await(() -> gate.gate.counters().read().waiting() == 1);
      gate.applicationKey = () -> CompletableFuture.completedFuture(false);

      gate.gate.applications().close(TestGate.KEY_ID);
      first.complete(true);

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020004");
      assertThat(gate.outcomes(EventKind.LOGIN)).containsExactly("KEY_REFUSED");
    }
  }

  @Test
  void aProgramThatLeftIsForgotten() throws Exception {
    try (var client = gate.connect()) {
      client.send(program("reader").bytes());
      gate.broker.acceptMqtt3();
      client.readPacket();
    }
    TestGate.await(() -> ((ApplicationSessions) gate.gate.applications()).size() == 0);
    assertThat(gate.outcomes(EventKind.SESSION_CLOSED)).containsExactly("CLIENT_CLOSED");
  }

  @Test
  void aProgramMayNotSubscribeToOtherProductsNorToEverything() throws Exception {
    try (var client = gate.connect()) {
      client.send(program("reader").bytes());
      gate.broker.acceptMqtt3();
      client.readPacket();

      client.send(Wire.subscribe(4, 1, "#", "/P2/d1/x", "$share//P1/x", "$share/g", "+/P1/x"));

      assertThat(client.readPacketHex()).isEqualTo("900700018080808080");
    }
  }
}
