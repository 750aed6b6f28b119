package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.Transport;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.vault.SecretText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakWatch.class)
class RegistrationOverMqttTest {

  private static final String ISSUED = "{\"issued\":\"P1/d1\"}";

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate(GateSettings.DEFAULT.withPlainRegistration(true));
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  @ParameterizedTest
  @CsvSource({"3, 20020000, ''", "4, 20020000, ''", "5, 2003000000, 00"})
  void aDeviceGetsItsCredentialUnasked(int level, String connack, String properties)
      throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("register:P1/d1").level(level).bytes());

      assertThat(client.readPacketHex()).isEqualTo(connack);
      assertThat(client.readPacket()).isEqualTo(push(properties));
    }
  }

  private static byte[] push(String properties) {
    return Wire.packet(
        0x30,
        Wire.text("/ext/register"),
        Wire.hex(properties),
        ISSUED.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whereTwoAnswersAreDueBothComeInTheirOrder() throws Exception {
    var admitted =
        new RegistrationOutcome.ClientAdmitted(
            TestDialect.device("d1"), "CID1", SecretText.of("token"), true);
    gate.registrar = _ -> CompletableFuture.completedFuture(admitted);
    try (var client = gate.connect()) {
      client.send(Wire.connect("register:P1/d1").bytes());

      assertThat(client.readPacketHex()).isEqualTo("20020000");
      for (var topic : List.of("/ext/regnwl", "/ext/register")) {
        byte[] payload = "{\"admitted\":\"CID1\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(client.readPacket()).isEqualTo(Wire.packet(0x30, Wire.text(topic), payload));
      }
    }
  }

  @Test
  void aRegistrationIsNoSessionAndDisturbsNone() throws Exception {
    try (var session = gate.loggedIn("d1");
        var client = gate.connect()) {
      client.send(Wire.connect("register:P1/d1").persistent().bytes());
      client.readPacket();
      client.readPacket();

      session.send(Wire.PINGREQ);

      assertThat(session.readPacket()).isEqualTo(Wire.PINGRESP);
      client.hangUp();
      assertThat(gate.gate.sessions().isOnline(TestDialect.device("d1"))).isTrue();
      assertThat(gate.broker.isLeftAlone()).isTrue();
      assertThat(gate.outcomes(EventKind.SESSION_CLOSED)).isEmpty();
    }
  }

  @Test
  void overPlainTcpItIsRefusedByDefault() throws Exception {
    gate.close();
    gate = new TestGate();
    try (var client = gate.connect()) {
      client.send(Wire.connect("register:P1/d1").bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020002");
      Event event = gate.awaitEvent(EventKind.REGISTRATION);
      assertThat(event.outcome()).isEqualTo("PLAIN_TRANSPORT");
      assertThat(event.deviceName()).isEqualTo("d1");
      assertThat(event.origin().transport()).isEqualTo(Transport.MQTT);
      assertThat(event.origin().address()).isEqualTo("127.0.0.1");
      assertThat(gate.registrations).isEmpty();
    }
  }

  @Test
  void aRefusalClosesTheConnection() throws Exception {
    gate.registrar =
        _ ->
            CompletableFuture.completedFuture(
                new RegistrationOutcome.Refused(RegistrationOutcome.Reason.PROOF_WRONG));
    try (var client = gate.connect()) {
      client.send(Wire.connect("register:P1/d1").bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020004");
      assertThat(gate.gate.counters().read().registrationRefusals()).isOne();
    }
  }

  @Test
  void aFaultyRegistrationLeavesAnEvent() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("badregister:P1/d1").bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020004");
      assertThat(gate.awaitEvent(EventKind.REGISTRATION).outcome()).isEqualTo("MALFORMED");
    }
  }

  @Test
  void anAnswerAwaitingItsCommitReachesAClientThatStoppedSending() throws Exception {
    var commit = new CompletableFuture<RegistrationOutcome>();
    gate.registrar = _ -> commit;
    try (var client = gate.connect()) {
      client.send(Wire.connect("register:P1/d1").bytes());
      client.shutOutput();
      TestGate.await(() -> gate.gate.counters().read().waiting() == 1);

      commit.complete(TestGate.issued(TestDialect.device("d1")));

      assertThat(client.readToEnd()).isEqualTo(Wire.join(Wire.hex("20020000"), push("")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8206 0001 0001 78 00", // SUBSCRIBE
        "3003 0001 78", // PUBLISH
        "e000", // DISCONNECT
        "10ffffffff7f", // nonsense
        "4050 0001" // a PUBACK of no such length
      })
  void nothingElseMayBeDoneOnIt(String bytes) throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("register:P1/d1").bytes());
      client.readPacket();
      client.readPacket();

      client.send(Wire.hex(bytes));

      assertThat(client.isEnded()).isTrue();
      assertThat(gate.broker.isLeftAlone()).isTrue();
    }
  }

  @Test
  void pingAndAcknowledgementAreTolerated() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("register:P1/d1").bytes(), Wire.hex("4002 0001"), Wire.PINGREQ);
      client.readPacket();
      client.readPacket();

      assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);
    }
  }

  @Test
  void aDeviceThatDoesNotCloseIsClosedAfterFifteenSeconds() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("register:P1/d1").bytes());
      client.readPacket();
      client.readPacket();
      gate.advance(Duration.ofSeconds(14));
      client.send(Wire.PINGREQ);
      assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);

      gate.advance(Duration.ofSeconds(2));

      assertThat(client.isEnded()).isTrue();
    }
  }
}
