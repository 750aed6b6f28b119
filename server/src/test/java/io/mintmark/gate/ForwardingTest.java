package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.event.EventKind;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes through between a client and the broker, to the byte.
@ExtendWith(LeakWatch.class)
@Timeout(60)
class ForwardingTest {

  private static final byte[] OWN = Wire.publish(4, "/P1/d1/x", 0, 0, "own");
  private static final byte[] FOREIGN = Wire.publish(4, "/P1/d2/x", 0, 0, "foreign");

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
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

  @Test
  void aCleanLoginDoesNotTroubleTheBroker() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      client.send(Wire.PINGREQ);
      client.readPacket();

      assertThat(gate.broker.isLeftAlone()).isTrue();
    }
  }

  @Test
  void theFirstPublishConnectsThrough() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      client.send(OWN);
      try (var upstream = gate.broker.accept()) {
        assertThat(upstream.readPacket())
            .isEqualTo(
                Wire.packet(
                    0x10,
                    Wire.text("MQTT"),
                    Wire.hex("04 c2 003c"),
                    Wire.text("P1/d1"),
                    Wire.text("gate"),
                    Wire.text("pass-of-P1/d1")));
        upstream.send(Wire.hex(FakeBroker.CONNACK));
        assertThat(upstream.readPacket()).isEqualTo(OWN);

        upstream.send(FOREIGN);
        assertThat(client.readPacket()).isEqualTo(FOREIGN); // and no second CONNACK before it
      }
    }
  }

  @Test
  void aPersistentSessionIsTheBrokersToConfirm() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").persistent().bytes());
      try (var upstream = gate.broker.accept()) {
        assertThat(Wire.hex(upstream.readPacket())).contains("04c0003c"); // not clean
        upstream.send(Wire.hex("20020100"));

        assertThat(client.readPacketHex()).isEqualTo("20020100");
      }
    }
  }

  @Test
  void aConnackOfTheBrokerMayComeInPieces() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").persistent().bytes(), OWN);
      try (var upstream = gate.broker.accept()) {
        upstream.readPacket();
        for (byte octet : Wire.join(Wire.hex("20020100"), OWN, Wire.PINGRESP)) {
          upstream.send(new byte[] {octet});
        }

        assertThat(client.readPacketHex()).isEqualTo("20020100");
        assertThat(client.readPacket()).isEqualTo(OWN);
        assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);
        assertThat(upstream.readPacket()).isEqualTo(OWN);
      }
    }
  }

  @Test
  void willPropertiesAndExpiryOfMqtt5ReachTheBrokerAndTopicAliasesDoNot() throws Exception {
    try (var client = gate.connect()) {
      client.send(
          Wire.connect("login:P1/d1")
              .level(5)
              .properties("11 00000e10 22 000a 21 0014")
              .flags(0x28) // retained, QoS 1
              .will("/P1/d1/gone", "bye")
              .bytes());
      try (var upstream = gate.broker.accept()) {
        assertThat(upstream.readPacket())
            .isEqualTo(
                Wire.packet(
                    0x10,
                    Wire.text("MQTT"),
                    Wire.hex("05 ee 003c 08 1100000e10210014"),
                    Wire.text("P1/d1"),
                    Wire.hex("00"),
                    Wire.text("/P1/d1/gone"),
                    Wire.text("bye"),
                    Wire.text("gate"),
                    Wire.text("pass-of-P1/d1")));
        upstream.send(Wire.hex("200c 00 00 09 210064 22000a 130014"));

        assertThat(client.readPacketHex())
            .isEqualTo("200e 00 00 0b 210064 130014 2700080000".replace(" ", ""));
      }
    }
  }

  @Test
  void aWillOnAForeignTopicIsLeftOut() throws Exception {
    try (var client = login(Wire.connect("login:P1/d1").will("/P1/d2/gone", "bye"))) {
      client.send(Wire.PINGREQ);
      assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);
      assertThat(gate.broker.isLeftAlone()).isTrue();
      var event = gate.awaitEvent(EventKind.MESSAGE_REFUSED);
      assertThat(event.outcome()).isEqualTo("FORBIDDEN_TOPIC");
      assertThat(event.detail()).isEqualTo("will /P1/d2/gone");
    }
  }

  @Test
  void aCleanLoginAfterAPersistentOneEndsTheSessionAtTheBroker() throws Exception {
    try (var first = gate.connect()) {
      first.send(Wire.connect("login:P1/d1").persistent().bytes());
      gate.broker.acceptMqtt3().close();
      first.readToEnd();
    }
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").bytes());

      try (var upstream = gate.broker.accept()) {
        assertThat(Wire.hex(upstream.readPacket())).contains("04c2003c"); // clean
        upstream.send(Wire.hex(FakeBroker.CONNACK));
        assertThat(client.readPacketHex()).isEqualTo("20020000");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 16, 1000})
  void onlyPermittedPublishesGoThroughHoweverTheyAreCut(int pieceLength) throws Exception {
    byte[] big = Wire.publish(4, "/P1/d1/big", 1, 9, "x".repeat(300));
    byte[] bigForeign = Wire.publish(4, "/P1/d2/big", 0, 0, "y".repeat(300));
    byte[] all = Wire.join(OWN, FOREIGN, OWN, big, bigForeign, FOREIGN, big, Wire.PINGREQ, OWN);
    try (var client = gate.loggedIn("d1")) {
      for (int from = 0; from < all.length; from += pieceLength) {
        client.send(Arrays.copyOfRange(all, from, Math.min(all.length, from + pieceLength)));
      }
      try (var upstream = gate.broker.acceptMqtt3()) {
        byte[] permitted = Wire.join(OWN, OWN, big, big, Wire.PINGREQ, OWN);

        assertThat(upstream.readBytes(permitted.length)).isEqualTo(permitted);
      }
    }
  }

  @Test
  void theFirstForbiddenPublishIsAnEventAndFurtherOnesAreCounted() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      client.send(FOREIGN, FOREIGN, FOREIGN, Wire.PINGREQ);
      client.readPacket();
      gate.advance(Duration.ofSeconds(61));
      TestGate.await(
          () -> {
            send(client, FOREIGN);
            return gate.outcomes(EventKind.MESSAGE_REFUSED).size() == 2;
          });

      assertThat(gate.events.getFirst().detail()).isEqualTo("publish /P1/d2/x");
      assertThat(gate.events.getLast().detail()).contains("publish /P1/d2/x, and ");
      assertThat(gate.events.getFirst().deviceName()).isEqualTo("d1");
      assertThat(gate.broker.isLeftAlone()).isTrue();
    }
  }

  private static void send(RawClient client, byte[] packet) {
    try {
      client.send(packet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 1, 40020007", "5, 1, 4003000787", "4, 2, 50020007", "5, 2, 5003000787"})
  void aForbiddenPublishIsAcknowledgedAndGoesNowhere(int level, int qos, String answer)
      throws Exception {
    try (var client = login(Wire.connect("login:P1/d1").level(level))) {
      client.send(Wire.publish(level, "/P1/d2/x", qos, 7, "foreign"));

      assertThat(client.readPacketHex()).isEqualTo(answer);
      assertThat(gate.broker.isLeftAlone()).isTrue();
    }
  }

  @Test
  void aForbiddenPublishOfQos2IsBroughtToItsEnd() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      client.send(Wire.publish(4, "/P1/d2/x", 2, 7, "foreign"), Wire.hex("62020007"));

      assertThat(client.readPacketHex()).isEqualTo("50020007");
      assertThat(client.readPacketHex()).isEqualTo("70020007");
    }
  }

  @Test
  void anAllowedSubscriptionPassesAsItIs() throws Exception {
    byte[] subscribe = Wire.subscribe(4, 5, "/P1/d1/#", "/P1/d1/y");
    try (var client = gate.loggedIn("d1")) {
      client.send(subscribe);
      try (var upstream = gate.broker.acceptMqtt3()) {
        assertThat(upstream.readPacket()).isEqualTo(subscribe);
        upstream.send(Wire.hex("9004 0005 01 00"));

        assertThat(client.readPacketHex()).isEqualTo("900400050100");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 9004 0005 80 80", "5, 9005 0005 00 87 87"})
  void aForbiddenSubscriptionIsRefusedWithoutTheBroker(int level, String suback) throws Exception {
    try (var client = login(Wire.connect("login:P1/d1").level(level))) {
      client.send(Wire.subscribe(level, 5, "/P1/d2/#", "$share/g/P1/d1/x"));

      assertThat(client.readPacketHex()).isEqualTo(suback.replace(" ", ""));
      assertThat(gate.broker.isLeftAlone()).isTrue();
      assertThat(gate.awaitEvent(EventKind.MESSAGE_REFUSED).detail())
          .isEqualTo("subscribe /P1/d2/#");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, 20020000, 9004 0005 01 02, 9006 0005 80 01 80 02",
    "5, 2003000000, 9008 0005 03 1f0000 01 02, 900a 0005 03 1f0000 87 01 87 02"
  })
  void ofAMixedSubscriptionTheAllowedPartIsAskedAndOneAnswerNamesAll(
      int level, String connack, String fromBroker, String toClient) throws Exception {
    try (var client = login(Wire.connect("login:P1/d1").level(level))) {
      client.send(
          Wire.subscribe(level, 5, "/P1/d2/a", "/P1/d1/b", "/P1/d2/c", "/P1/d1/d"),
          Wire.subscribe(level, 6, "/P1/d1/e"));
      try (var upstream = gate.broker.accept()) {
        upstream.readPacket();
        upstream.send(Wire.hex(connack));
        assertThat(upstream.readPacket())
            .isEqualTo(Wire.subscribe(level, 5, "/P1/d1/b", "/P1/d1/d"));
        assertThat(upstream.readPacket()).isEqualTo(Wire.subscribe(level, 6, "/P1/d1/e"));
        byte[] second = Wire.hex(level == 5 ? "9004 0006 00 01" : "9003 0006 01");
        for (byte octet : Wire.join(Wire.hex(fromBroker.replace(" ", "")), OWN, second)) {
          upstream.send(new byte[] {octet});
        }

        assertThat(client.readPacketHex()).isEqualTo(toClient.replace(" ", ""));
        assertThat(client.readPacket()).isEqualTo(OWN);
        assertThat(client.readPacket()).isEqualTo(second);
      }
    }
  }

  @Test
  void topicsThatTheVendorsPlatformSendsRegardlessAreSubscribedForTheDevice() throws Exception {
    try (var client = login(Wire.connect("login:P1/d1").clientId("x|_ss=1|"))) {
      try (var upstream = gate.broker.acceptMqtt3()) {
        assertThat(upstream.readPacket()).isEqualTo(Wire.subscribe(4, 0xFFFF, "/P1/d1/auto/+"));
        byte[] command = Wire.publish(4, "/P1/d1/auto/command", 0, 0, "command");
        upstream.send(Wire.hex("9003 ffff 01"), command);

        assertThat(client.readPacket()).isEqualTo(command); // the SUBACK was not for it
      }
    }
  }

  @Test
  void aDeviceSubscribedAutomaticallyIsNotToldItsOwnWords() throws Exception {
    byte[] echo = Wire.publish(4, "/P1/d1/auto/answer", 1, 3, "echo");
    byte[] wanted = Wire.publish(4, "/P1/d1/own", 1, 5, "echo of a subscription of its own");
    byte[] command = Wire.publish(4, "/P1/d1/auto/command", 1, 4, "command");
    try (var client = login(Wire.connect("login:P1/d1").clientId("x|_ss=1|"))) {
      try (var upstream = gate.broker.acceptMqtt3()) {
        upstream.readPacket();
        for (byte octet : Wire.join(Wire.hex("9003 ffff 01"), echo, wanted, command)) {
          upstream.send(new byte[] {octet});
        }

        assertThat(client.readPacket()).isEqualTo(wanted);
        assertThat(client.readPacket()).isEqualTo(command);
        assertThat(upstream.readPacketHex()).isEqualTo("40020003");
      }
    }
  }

  @Test
  void theEndOfTheUpstreamEndsTheSession() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      client.send(OWN);
      gate.broker.acceptMqtt3().close();

      assertThat(client.isEnded()).isTrue();
      assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).outcome()).isEqualTo("UPSTREAM_LOST");
    }
  }

  @Test
  void withoutABrokerAPersistentLoginIsToldToComeLater() throws Exception {
    gate.broker.close();
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").persistent().bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020003");
      assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).outcome()).isEqualTo("UPSTREAM_LOST");
    }
  }

  @Test
  void aBrokerThatRefusesIsServerUnavailableToTheDevice() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").persistent().bytes());
      try (var upstream = gate.broker.accept()) {
        upstream.readPacket();
        upstream.send(Wire.hex("20020005"));

        assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020003");
        assertThat(upstream.isEnded()).isTrue();
      }
    }
  }

  @Test
  void whenTheBrokerHasNoPassesLeftAPublishEndsTheSession() throws Exception {
    gate.broker.passes = false;
    try (var client = gate.loggedIn("d1")) {
      client.send(OWN, OWN);

      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void aDisconnectReachesTheBrokerAfterEverythingElse() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      client.send(OWN, OWN, Wire.DISCONNECT);
      try (var upstream = gate.broker.acceptMqtt3()) {
        assertThat(upstream.readToEnd()).isEqualTo(Wire.join(OWN, OWN, Wire.DISCONNECT));
      }
    }
  }

  @Test
  void withoutADisconnectTheBrokerSeesNoneAndSendsTheWill() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      client.send(OWN);
      client.shutOutput();
      try (var upstream = gate.broker.acceptMqtt3()) {
        assertThat(upstream.readToEnd()).isEqualTo(OWN);
      }
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void whatComesBeforeAMalformedPacketStillArrives() throws Exception {
    try (var client = login(Wire.connect("login:P1/d1").level(5))) {
      byte[] own = Wire.publish(5, "/P1/d1/x", 0, 0, "own");
      client.send(own, Wire.hex("3602 0009"));
      try (var upstream = gate.broker.accept()) {
        upstream.readPacket();
        upstream.send(Wire.hex("2003000000"));
        assertThat(upstream.readToEnd()).isEqualTo(own);
      }
      assertThat(Wire.hex(client.readToEnd())).isEqualTo("e00181");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3600, MALFORMED_PACKET", // QoS 3
    "3003 0009 61, MALFORMED_PACKET", // topic beyond the packet
    "8002 0001, MALFORMED_PACKET", // SUBSCRIBE with wrong flags
    "8202 0001, MALFORMED_PACKET", // SUBSCRIBE of nothing
    "8205 0000 0001 61, MALFORMED_PACKET", // packet id 0
    "30ffffffff7f, MALFORMED_PACKET",
    "30ffff7f, PACKET_TOO_LARGE",
    "82ffff7f, PACKET_TOO_LARGE",
    "2002 0000, PROTOCOL_ERROR",
    "f000, PROTOCOL_ERROR",
    "0000, PROTOCOL_ERROR"
  })
  void aPacketAgainstTheRulesEndsTheSession(String packet, String reason) throws Exception {
    try (var client = gate.loggedIn("d1")) {
      client.send(Wire.hex(packet));

      assertThat(client.isEnded()).isTrue();
      assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).outcome()).isEqualTo(reason);
    }
  }

  @Test
  void aClientThatDoesNotReadSlowsTheBrokerDownAndNobodyElse() throws Exception {
    try (var client = gate.loggedIn("d1");
        var other = gate.loggedIn("d2")) {
      client.send(OWN);
      try (var upstream = gate.broker.acceptMqtt3()) {
        upstream.readPacket();
        byte[] message = Wire.publish(4, "/P1/d1/x", 0, 0, "z".repeat(60_000));
        int count = 400; // 24 MB, far beyond what sockets hold
        var sender = Thread.ofVirtual().start(() -> sendMany(upstream, message, count));
        other.send(Wire.PINGREQ);
        assertThat(other.readPacket()).isEqualTo(Wire.PINGRESP);
        assertThat(sender.join(Duration.ofMillis(300))).isFalse(); // it is held up
        assertThat(PooledByteBufAllocator.DEFAULT.pinnedDirectMemory()).isLessThan(4 << 20);

        for (int i = 0; i < count; i++) {
          assertThat(client.readPacket()).isEqualTo(message);
        }
        sender.join();
      }
    }
  }

  @Test
  void aBrokerThatDoesNotReadSlowsTheClientDown() throws Exception {
    byte[] message = Wire.publish(4, "/P1/d1/x", 0, 0, "z".repeat(60_000));
    int count = 400;
    try (var client = gate.loggedIn("d1")) {
      client.send(OWN);
      try (var upstream = gate.broker.acceptMqtt3()) {
        upstream.readPacket();
        var sender = Thread.ofVirtual().start(() -> sendMany(client, message, count));
        assertThat(sender.join(Duration.ofMillis(300))).isFalse();
        assertThat(PooledByteBufAllocator.DEFAULT.pinnedDirectMemory()).isLessThan(4 << 20);

        for (int i = 0; i < count; i++) {
          assertThat(upstream.readPacket()).isEqualTo(message);
        }
        sender.join();
      }
    }
  }

  private static void sendMany(RawClient to, byte[] message, int count) {
    for (int i = 0; i < count; i++) {
      send(to, message);
    }
  }

  @Test
  void aClientThatAsksWithoutEverReadingIsNotAskedFurther() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      byte[] pings = new byte[64_000];
      for (int i = 0; i < pings.length; i += 2) {
        pings[i] = (byte) 0xC0;
      }
      int batches = 1000; // 64 MB of pings
      var sender = Thread.ofVirtual().start(() -> sendMany(client, pings, batches));

      assertThat(sender.join(Duration.ofSeconds(1))).isFalse();
      client.hangUp();
      sender.interrupt();
    }
    TestGate.await(() -> gate.gate.counters().read().connections() == 0);
  }
}
