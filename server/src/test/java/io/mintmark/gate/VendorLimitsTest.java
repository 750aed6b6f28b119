package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What of MQTT a device may use as long as its product does not have all of it.
@ExtendWith(LeakWatch.class)
@Timeout(60)
class VendorLimitsTest {

  private static final String TOPIC = "/P1/d1/x";

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
    gate.login =
        attempt -> CompletableFuture.completedFuture(TestGate.admitted(attempt.identity(), false));
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  private RawClient login(Wire.ConnectBuilder connect) throws Exception {
    RawClient client = gate.connect().send(connect.bytes());
    client.readPacket();
    return client;
  }

  private static byte[] retained(byte[] publish) {
    byte[] copy = publish.clone();
    copy[0] |= 1;
    return copy;
  }

  private void assertRefused(String outcome, String detail) {
    Event event = gate.awaitEvent(EventKind.MESSAGE_REFUSED);
    assertThat(event.outcome()).isEqualTo(outcome);
    assertThat(event.detail()).isEqualTo(detail);
    assertThat(event.deviceName()).isEqualTo("d1");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void aWillIsLeftOut(int level) throws Exception {
    try (var client = login(Wire.connect("login:P1/d1").level(level).will(TOPIC, "gone"))) {
      client.send(Wire.publish(level, TOPIC, 0, 0, "own"));
      try (var upstream = gate.broker.accept()) {
        assertThat(Wire.hex(upstream.readPacket()))
            .doesNotContain(Wire.hex("gone".getBytes(StandardCharsets.UTF_8)));
      }
      assertRefused("NOT_SERVED", "will " + TOPIC);
    }
  }

  @Test
  void aRetainedMessageIsDeliveredAndNotKept() throws Exception {
    byte[] own = Wire.publish(4, TOPIC, 1, 7, "x".repeat(300));
    try (var client = gate.loggedIn("d1")) {
      byte[] retained = retained(own);
      client.send(retained, own, new byte[] {retained[0]});
      client.send(Arrays.copyOfRange(retained, 1, retained.length));
      try (var upstream = gate.broker.acceptMqtt3()) {
        byte[] expected = Wire.join(own, own, own);
        assertThat(upstream.readBytes(expected.length)).isEqualTo(expected);
      }
      assertRefused("NOT_SERVED", "retain on " + TOPIC);
    }
  }

  @Test
  void aMessageOfQos2IsRefusedAsAForbiddenOneIs() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      client.send(Wire.publish(4, TOPIC, 2, 7, "own"), Wire.hex("62020007"));

      assertThat(client.readPacketHex()).isEqualTo("50020007");
      assertThat(client.readPacketHex()).isEqualTo("70020007");
      assertThat(gate.broker.isLeftAlone()).isTrue();
      assertRefused("NOT_SERVED", "QoS 2 on " + TOPIC);
    }
  }

  @Test
  void aSubscriptionOfQos2IsMadeOneOfQos1() throws Exception {
    byte[] asked =
        Wire.packet(
            0x82,
            Wire.u16(5),
            Wire.text("/P1/d1/a"),
            Wire.u8(2),
            Wire.text("/P1/d1/b"),
            Wire.u8(0),
            Wire.text("/P1/d1/c"),
            Wire.u8(2));
    byte[] passed =
        Wire.packet(
            0x82,
            Wire.u16(5),
            Wire.text("/P1/d1/a"),
            Wire.u8(1),
            Wire.text("/P1/d1/b"),
            Wire.u8(0),
            Wire.text("/P1/d1/c"),
            Wire.u8(1));
    try (var client = gate.loggedIn("d1")) {
      client.send(asked);
      try (var upstream = gate.broker.acceptMqtt3()) {
        assertThat(upstream.readPacket()).isEqualTo(passed);
      }
    }
  }

  @Test
  void mqtt5HasWillsRetainedMessagesAndQos2() throws Exception {
    byte[] own = retained(Wire.publish(5, TOPIC, 2, 7, "own"));
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").level(5).will(TOPIC, "gone").bytes(), own);
      try (var upstream = gate.broker.accept()) {
        assertThat(Wire.hex(upstream.readPacket()))
            .contains(Wire.hex("gone".getBytes(StandardCharsets.UTF_8)));
        upstream.send(Wire.hex("2003000000"));
        assertThat(upstream.readPacket()).isEqualTo(own);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 40020007", "5, 4003000797"})
  void aMessageThatIsTooLargeForTheVendorIsRefused(int level, String answer) throws Exception {
    byte[] next = Wire.publish(level, TOPIC, 0, 0, "next");
    try (var client = login(Wire.connect("login:P1/d1").level(level))) {
      client.send(Wire.publish(level, TOPIC, 1, 7, "x".repeat(100_000)), next);

      assertThat(client.readPacketHex()).isEqualTo(answer);
      try (var upstream = gate.broker.accept()) {
        upstream.readPacket();
        upstream.send(Wire.hex(level == 5 ? "2003000000" : FakeBroker.CONNACK));
        assertThat(upstream.readPacket()).isEqualTo(next);
      }
      assertThat(gate.awaitEvent(EventKind.MESSAGE_REFUSED).outcome()).isEqualTo("TOO_LARGE");
    }
  }

  @Test
  void oneFilterTooManyIsRefusedUntilAnotherIsGivenUp() throws Exception {
    byte[] three = Wire.subscribe(4, 1, "/P1/d1/a", "/P1/d1/b", "/P1/d1/c");
    byte[] again = Wire.subscribe(4, 2, "/P1/d1/b");
    byte[] fourth = Wire.subscribe(4, 3, "/P1/d1/d");
    byte[] giveUp = Wire.packet(0xA2, Wire.u16(4), Wire.text("/P1/d1/a"));
    try (var client = gate.loggedIn("d1")) {
      client.send(three, again, fourth, giveUp, fourth);
      try (var upstream = gate.broker.acceptMqtt3()) {
        byte[] passed = Wire.join(three, again, giveUp, fourth);
        assertThat(upstream.readBytes(passed.length)).isEqualTo(passed);
      }
      assertThat(client.readPacketHex()).isEqualTo("9003000380");
      assertRefused("TOO_MANY_FILTERS", "subscribe /P1/d1/d");
    }
  }

  @Test
  void manyRefusalsAreOneEventAMinute() throws Exception {
    byte[] retained = retained(Wire.publish(4, "/P1/d1/ask", 0, 0, "time?"));
    try (var client = gate.loggedIn("d1")) {
      client.send(retained, retained, retained);
      for (int i = 0; i < 3; i++) {
        client.readPacket();
      }
      assertThat(gate.outcomes(EventKind.MESSAGE_REFUSED)).hasSize(1);
      gate.advance(Duration.ofSeconds(61));
      client.send(retained);
      client.readPacket();

      assertThat(gate.outcomes(EventKind.MESSAGE_REFUSED)).hasSize(2);
      assertThat(gate.events.getLast().detail())
          .isEqualTo("retain on /P1/d1/ask, and 2 others in a minute");
    }
  }
}
