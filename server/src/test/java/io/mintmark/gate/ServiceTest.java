package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Notice;
import io.mintmark.dialect.Push;
import io.mintmark.event.EventKind;
import io.mintmark.login.Attempts;
import io.mintmark.login.LoginOutcome;
import io.mintmark.product.ProductKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What devices ask of the server itself, and what it tells them of its own accord.
@ExtendWith(LeakWatch.class)
@Timeout(60)
class ServiceTest {

  private static final DeviceIdentity D1 = TestDialect.device("d1");
  private static final byte[] ANSWER = Wire.publish(4, "/P1/d1/answer", 0, 0, "re: time?");
  private static final byte[] OWN = Wire.publish(4, "/P1/d1/x", 0, 0, "own");

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  private static byte[] ask(int qos, int packetId) {
    return Wire.publish(4, "/P1/d1/ask", qos, packetId, "time?");
  }

  private static Push push(String payload) {
    return new Push("/P1/d1/told", payload.getBytes(StandardCharsets.UTF_8));
  }

  private RawClient login(Wire.ConnectBuilder connect) throws Exception {
    RawClient client = gate.connect().send(connect.bytes());
    client.readPacket();
    return client;
  }

  @ParameterizedTest
  @CsvSource({"3, 0, ''", "4, 0, ''", "4, 1, 40020007", "4, 2, 50020007", "5, 0, ''"})
  void aQuestionIsAnsweredWithoutTheBroker(int level, int qos, String acknowledgement)
      throws Exception {
    try (var client = login(Wire.connect("login:P1/d1").level(level))) {
      client.send(Wire.publish(level, "/P1/d1/ask", qos, 7, "time?"));

      if (!acknowledgement.isEmpty()) {
        assertThat(client.readPacketHex()).isEqualTo(acknowledgement);
      }
      assertThat(client.readPacket())
          .isEqualTo(Wire.publish(level, "/P1/d1/answer", 0, 0, "re: time?"));
      assertThat(gate.broker.isLeftAlone()).isTrue();
    }
  }

  @Test
  void theQuestionStandsBehindThePropertiesOfMqtt5() throws Exception {
    try (var client = login(Wire.connect("login:P1/d1").level(5))) {
      client.send(
          Wire.packet(
              0x32,
              Wire.text("/P1/d1/ask"),
              Wire.u16(7),
              Wire.hex("02 0101"),
              "time?".getBytes(StandardCharsets.UTF_8)));

      assertThat(client.readPacketHex()).isEqualTo("40020007");
      assertThat(client.readPacket())
          .isEqualTo(Wire.publish(5, "/P1/d1/answer", 0, 0, "re: time?"));
    }
  }

  @Test
  void propertiesBeyondTheMessageEndTheSession() throws Exception {
    try (var client = login(Wire.connect("login:P1/d1").level(5))) {
      client.send(Wire.packet(0x30, Wire.text("/P1/d1/ask"), Wire.hex("09 0101")));

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("e00181");
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "7", "1000"})
  void questionsAmongMessagesGoTheirOwnWayHoweverTheyAreCut(int pieceLength) throws Exception {
    byte[] all = Wire.join(ask(1, 7), OWN, ask(0, 0), OWN, ask(2, 8), OWN);
    try (var client = gate.loggedIn("d1")) {
      for (int from = 0; from < all.length; from += pieceLength) {
        client.send(Arrays.copyOfRange(all, from, Math.min(all.length, from + pieceLength)));
      }
      try (var upstream = gate.broker.acceptMqtt3()) {
        byte[] forwarded = Wire.join(OWN, OWN, OWN);
        assertThat(upstream.readBytes(forwarded.length)).isEqualTo(forwarded);
      }
      byte[] answers =
          Wire.join(Wire.hex("40020007"), ANSWER, ANSWER, Wire.hex("50020008"), ANSWER);
      assertThat(client.readBytes(answers.length)).isEqualTo(answers);
    }
  }

  @Test
  void aQuestionOfQos2IsAskedOnceAndBroughtToItsEnd() throws Exception {
    byte[] again = ask(2, 8);
    again[0] |= 8;
    byte[] release = Wire.hex("62020008");
    try (var client = gate.loggedIn("d1")) {
      client.send(OWN);
      try (var upstream = gate.broker.acceptMqtt3()) {
        client.send(ask(2, 8), again, release, ask(2, 8), release, Wire.hex("62020009"));

        String[] expected = {
          "50020008",
          Wire.hex(ANSWER),
          "50020008",
          "70020008",
          "50020008",
          Wire.hex(ANSWER),
          "70020008"
        };
        for (String packet : expected) {
          assertThat(client.readPacketHex()).isEqualTo(packet);
        }
        assertThat(upstream.readPacket()).isEqualTo(OWN);
        assertThat(upstream.readPacketHex()).isEqualTo("62020009"); // of a message it knows
      }
    }
  }

  @Test
  void aQuestionTooLongToBeGatheredIsRefusedAsAForbiddenMessageIs() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      client.send(Wire.publish(4, "/P1/d1/ask", 1, 7, "x".repeat(70_000)), ask(0, 0));

      assertThat(client.readPacketHex()).isEqualTo("40020007");
      assertThat(client.readPacket()).isEqualTo(ANSWER);
      assertThat(gate.awaitEvent(EventKind.MESSAGE_REFUSED).detail())
          .isEqualTo("70018 bytes on /P1/d1/ask");
    }
  }

  @Test
  void aQuestionThatDeservesNoAnswerGetsNone() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      client.send(Wire.publish(4, "/P1/d1/ask", 1, 7, ""), Wire.PINGREQ);

      assertThat(client.readPacketHex()).isEqualTo("40020007");
      assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);
    }
  }

  @Test
  void whatTheGateSaysWaitsForTheEndOfThePacketThatComesFromTheBroker() throws Exception {
    byte[] big = Wire.publish(4, "/P1/d1/big", 0, 0, "x".repeat(500));
    byte[] foreign = Wire.publish(4, "/P1/d2/x", 1, 9, "foreign");
    try (var client = gate.loggedIn("d1")) {
      client.send(OWN);
      try (var upstream = gate.broker.acceptMqtt3()) {
        upstream.readPacket();
        upstream.send(Arrays.copyOf(big, 200));
        byte[] start = client.readBytes(200);
        client.send(foreign, ask(0, 0), OWN);
        upstream.readPacket(); // so the gate has read all three
        gate.gate.sessions().tell(D1, new Notice.Broadcast("told", new byte[0]));

        upstream.send(Arrays.copyOfRange(big, 200, big.length), big);

        assertThat(Wire.join(start, client.readBytes(big.length - 200))).isEqualTo(big);
        var rest = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
          rest.add(client.readPacketHex());
        }
        byte[] told = Wire.publish(4, "/P1/d1/told", 0, 0, "");
        assertThat(rest)
            .containsExactlyInAnyOrder("40020009", Wire.hex(ANSWER), Wire.hex(told), Wire.hex(big));
      }
    }
  }

  @Test
  void whatTheGateTellsTheBrokerWaitsForTheEndOfThePacketThatComesFromTheDevice() throws Exception {
    byte[] big = Wire.publish(4, "/P1/d1/big", 0, 0, "x".repeat(500));
    byte[] echo = Wire.publish(4, "/P1/d1/auto/answer", 1, 3, "echo");
    byte[] command = Wire.publish(4, "/P1/d1/auto/command", 0, 0, "command");
    try (var client = login(Wire.connect("login:P1/d1").clientId("x|_ss=1|"))) {
      try (var upstream = gate.broker.acceptMqtt3()) {
        upstream.readPacket();
        client.send(Arrays.copyOf(big, 200));
        byte[] start = upstream.readBytes(200);
        upstream.send(Wire.hex("9003 ffff 01"), echo, command);
        assertThat(client.readPacket()).isEqualTo(command); // so the gate has read the echo

        client.send(Arrays.copyOfRange(big, 200, big.length));

        assertThat(Wire.join(start, upstream.readBytes(big.length - 200))).isEqualTo(big);
        assertThat(upstream.readPacketHex()).isEqualTo("40020003");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3", "4", "5"})
  void aDeviceIsToldWhatItDidNotSubscribeTo(int level) throws Exception {
    try (var client = login(Wire.connect("login:P1/d1").level(level))) {
      boolean told =
          gate.gate
              .sessions()
              .tell(D1, new Notice.Broadcast("told", "news".getBytes(StandardCharsets.UTF_8)));

      assertThat(told).isTrue();
      assertThat(client.readPacket()).isEqualTo(Wire.publish(level, "/P1/d1/told", 0, 0, "news"));
      assertThat(gate.broker.isLeftAlone()).isTrue();
    }
  }

  @Test
  void nothingIsSentToADeviceThatIsNotThere() {
    assertThat(gate.gate.sessions().tell(D1, new Notice.Broadcast("told", new byte[0]))).isFalse();
  }

  @Test
  void nothingIsSentBeforeTheConnack() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").persistent().bytes());
      try (var upstream = gate.broker.accept()) {
        upstream.readPacket(); // the session stands, its CONNACK is the broker's to say
        assertThat(gate.sessions().push(D1, push("too early"))).isFalse();
        upstream.send(Wire.hex("20020100"));
        assertThat(client.readPacketHex()).isEqualTo("20020100");

        assertThat(gate.sessions().push(D1, push("in time"))).isTrue();

        assertThat(client.readPacket()).isEqualTo(Wire.publish(4, "/P1/d1/told", 0, 0, "in time"));
      }
    }
  }

  @Test
  void aDeviceThatDoesNotReadIsSentNoMore() throws Exception {
    String much = "x".repeat(60_000);
    try (var client = gate.loggedIn("d1")) {
      TestGate.await(() -> !gate.sessions().push(D1, push(much)));
      TestGate.await(() -> !gate.sessions().push(D1, push(much)));

      assertThat(client.readPacket()).isEqualTo(Wire.publish(4, "/P1/d1/told", 0, 0, much));
      assertThat(gate.gate.sessions().isOnline(D1)).isTrue();
    }
  }

  @Test
  void aSessionThatIsOrderedToEndIsToldNothing() throws Exception {
    try (var client = gate.loggedIn("d1")) {
      var session = gate.sessions().find(D1);
      gate.gate.sessions().close(D1, "DEVICE_DISABLED");

      assertThat(session).isNotNull();
      assertThat(session.push(push("too late"))).isFalse();
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void aLoginThatIsBeingDecidedIsToldNothing() throws Exception {
    var decision = new CompletableFuture<LoginOutcome>();
    gate.login = _ -> decision;
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").bytes());
      TestGate.await(() -> gate.logins.size() == 1);

      assertThat(gate.sessions().push(D1, push("too early"))).isFalse();

      decision.complete(Attempts.admitted(D1));
      assertThat(client.readPacketHex()).isEqualTo("20020000");
    }
  }

  @Test
  void aBroadcastReachesAllDevicesOfTheProductThatAreOnline() throws Exception {
    int many = 300; // more than one slice on each event loop
    var clients = new ArrayList<RawClient>();
    for (int i = 0; i < many; i++) {
      clients.add(gate.loggedIn("d" + i));
    }
    byte[] news = "news".getBytes(StandardCharsets.UTF_8);

    int told =
        gate.gate
            .sessions()
            .broadcast(TestDialect.PRODUCT, new Notice.Broadcast("told", news))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);

    assertThat(told).isEqualTo(many);
    for (int i = 0; i < many; i++) {
      assertThat(clients.get(i).readPacket())
          .isEqualTo(Wire.publish(4, "/P1/d" + i + "/told", 0, 0, "news"));
      clients.get(i).close();
    }
  }

  @Test
  void aBroadcastIsForOneProductAndForWhoeverIsLetIn() throws Exception {
    var decision = new CompletableFuture<LoginOutcome>();
    try (var device = gate.loggedIn("d1");
        var persistent = gate.connect()) {
      persistent.send(Wire.connect("login:P1/d3").persistent().bytes());
      gate.broker.accept().readPacket();
      gate.login = _ -> decision;
      try (var undecided = gate.connect()) {
        undecided.send(Wire.connect("login:P1/d2").bytes());
        TestGate.await(() -> gate.logins.size() == 3);

        assertThat(broadcast("P2")).isZero();
        assertThat(broadcast("P1")).isEqualTo(1);

        assertThat(device.readPacket()).isEqualTo(Wire.publish(4, "/P1/d1/told", 0, 0, ""));
      }
    }
  }

  private int broadcast(String product) throws Exception {
    return gate.gate
        .sessions()
        .broadcast(new ProductKey(product), new Notice.Broadcast("told", new byte[0]))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  void aBroadcastAfterTheGatesEndReachesNobody() throws Exception {
    try (var device = gate.loggedIn("d1")) {
      gate.gate.stop();

      assertThat(broadcast("P1")).isZero();
      assertThat(device.isEnded()).isTrue();
    }
  }
}
