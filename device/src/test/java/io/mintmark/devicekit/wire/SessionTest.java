package io.mintmark.devicekit.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.devicekit.Await;
import io.mintmark.devicekit.CaptureServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {

  private static final ConnectFields FIELDS =
      ConnectFields.mqtt311("client", "user", "password", true, 60);

  private static Network network;

  private final BlockingQueue<String> packets = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    network = Network.start(1);
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @Test
  void connectIsWrittenAsTheFieldsSayAndLeavesOutWhatIsAbsent() throws Exception {
    try (var server = refusing(5)) {
      var client = MqttClient.to(network, server.endpoint());
      var odd = FIELDS.withProtocol("NOPE", 9).withUsername("u").withPassword(null);

      var outcome =
          Await.outcome(
              client.connect(
                  odd.withClientId("").withCleanSession(false).withKeepAliveSeconds(65535),
                  MessageListener.DEAF));

      assertThat(outcome).isEqualTo(new LoginOutcome.Refused(5));
      assertThat(packets.take())
          .isEqualTo("100f" + "00044e4f5045" + "09" + "80" + "ffff" + "0000" + "000175");
    }
  }

  @Test
  void aLongConnectHasALengthOfTwoBytes() throws Exception {
    try (var server = refusing(2)) {
      var client = MqttClient.to(network, server.endpoint());

      Await.outcome(client.connect(FIELDS.withClientId("c".repeat(300)), MessageListener.DEAF));

      assertThat(packets.take()).startsWith("10c802" + "00044d515454" + "04c2003c" + "012c63");
    }
  }

  @Test
  void publishOfQos1CompletesWithTheServersAcknowledgement() throws Exception {
    try (var server =
        connected(
            wire -> {
              packets.add(HexFormat.of().formatHex(wire.readPacket()));
              packets.add(HexFormat.of().formatHex(wire.readPacket()));
              wire.sendHex("40 02 00 01");
              wire.drain();
            })) {
      var session = session(server, MessageListener.DEAF);

      Await.outcome(session.publish("a/b", "hi".getBytes(UTF_8), 0));
      Await.outcome(session.publish("a/b", "yo".getBytes(UTF_8), 1));

      assertThat(packets.take()).isEqualTo("3007" + "0003612f62" + "6869");
      assertThat(packets.take()).isEqualTo("3209" + "0003612f62" + "0001" + "796f");
      session.abort();
    }
  }

  @Test
  void subscribeTellsWhatWasGranted() throws Exception {
    try (var server =
        connected(
            wire -> {
              packets.add(HexFormat.of().formatHex(wire.readPacket()));
              wire.sendHex("90 03 00 01 01");
              wire.readPacket();
              wire.sendHex("90 03 00 02 80");
              wire.drain();
            })) {
      var session = session(server, MessageListener.DEAF);

      int granted = Await.outcome(session.subscribe("a/#", 1));
      int refused = Await.outcome(session.subscribe("b/#", 1));

      assertThat(granted).isEqualTo(1);
      assertThat(refused).isEqualTo(0x80);
      assertThat(packets.take()).isEqualTo("8208" + "0001" + "0003612f23" + "01");
      session.abort();
    }
  }

  @Test
  void messagesArriveInOrderEvenInOneSegmentWithConnack() throws Exception {
    var messages = new LinkedBlockingQueue<Message>();
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readPacket();
              wire.sendHex("20 02 00 00" + "30 04 0001 61 31" + "33 06 0001 62 0009 32");
              packets.add(HexFormat.of().formatHex(wire.readPacket()));
              wire.expectClose();
            })) {

      var session = session(server, (_, message) -> messages.add(message));

      assertThat(List.of(messages.take(), messages.take()))
          .extracting(m -> m.topic() + " " + m.text() + " " + m.qos() + " " + m.retained())
          .containsExactly("a 1 0 false", "b 2 1 true");
      assertThat(packets.take()).isEqualTo("40020009");
      session.abort();
    }
  }

  @Test
  void aServerThatClosesIsNoticedAndFailsWhatIsUnanswered() throws Exception {
    try (var server = connected(wire -> wire.readPacket())) {
      var session = session(server, MessageListener.DEAF);
      var publish = session.publish("a", new byte[0], 1);

      var end = Await.outcome(session.closed().toCompletableFuture());

      assertThat(end).isEqualTo(SessionEnd.SERVER);
      assertThat(session.isOpen()).isFalse();
      assertThatThrownBy(() -> Await.outcome(publish)).isInstanceOf(EOFException.class);
      assertThatThrownBy(() -> Await.outcome(session.ping())).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void disconnectSaysGoodbyeAndAbortDoesNot() throws Exception {
    try (var server =
        connected(
            wire -> {
              packets.add(HexFormat.of().formatHex(wire.readPacket()));
              wire.expectClose();
            })) {
      var polite = session(server, MessageListener.DEAF);

      polite.disconnect();

      assertThat(Await.outcome(polite.closed().toCompletableFuture())).isEqualTo(SessionEnd.DEVICE);
      assertThat(packets.take()).isEqualTo("e000");
    }
    try (var server = connected(wire -> wire.expectClose())) {
      var rude = session(server, MessageListener.DEAF);

      rude.abort();

      assertThat(Await.outcome(rude.closed().toCompletableFuture())).isEqualTo(SessionEnd.DEVICE);
    }
  }

  @Test
  void aSessionPingsByItselfAndGivesUpOnAServerThatDoesNotAnswer() throws Exception {
    try (var server =
        connected(
            wire -> {
              packets.add(HexFormat.of().formatHex(wire.readPacket()));
              wire.sendHex("d0 00");
              packets.add(HexFormat.of().formatHex(wire.readPacket()));
              wire.expectClose();
            })) {

      var session = session(server, FIELDS.withKeepAliveSeconds(1), MessageListener.DEAF);

      assertThat(Await.outcome(session.closed().toCompletableFuture()))
          .isEqualTo(SessionEnd.SILENCE);
      assertThat(packets).containsExactly("c000", "c000");
    }
  }

  @Test
  void aSilentSessionDoesNotPing() throws Exception {
    try (var server =
        connected(
            wire -> {
              packets.add(HexFormat.of().formatHex(wire.readPacket()));
              wire.drain();
            })) {
      var session = session(server, FIELDS.withKeepAliveSeconds(1), MessageListener.DEAF);

      session.fallSilent();

      Thread.sleep(1000); // a ping, were there one, would go out after 750 ms
      Await.outcome(session.publish("a", new byte[0], 0));
      assertThat(packets.take()).startsWith("30");
      session.abort();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f0 ff ff ff ff",
        "34 05 0001 61 0001",
        "10 0c 0004 4d515454 04 02 003c 0000",
        "90 03 00 01 09"
      })
  void nonsenseFromTheServerEndsTheSession(String bytes) throws Exception {
    try (var server =
        connected(
            wire -> {
              wire.sendHex(bytes);
              wire.expectClose();
            })) {

      var session = session(server, MessageListener.DEAF);

      assertThat(Await.outcome(session.closed().toCompletableFuture())).isEqualTo(SessionEnd.FAULT);
    }
  }

  @Test
  void aListenerThatThrowsEndsItsSessionOnly() throws Exception {
    try (var server =
        connected(
            wire -> {
              wire.publish("a", "1", 1);
              wire.expectClose();
            })) {

      var session =
          session(
              server,
              (_, _) -> {
                throw new IllegalStateException("a bug in a test's listener");
              });

      assertThat(Await.outcome(session.closed().toCompletableFuture())).isEqualTo(SessionEnd.FAULT);
    }
  }

  @Test
  void aServerThatClosesBeforeConnackFailsTheLogin() throws Exception {
    try (var server = CaptureServer.plain(wire -> wire.readPacket())) {
      var login = MqttClient.to(network, server.endpoint()).connect(FIELDS, MessageListener.DEAF);

      assertThatThrownBy(() -> Await.outcome(login)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aServerThatNeverAnswersFailsTheLogin() throws Exception {
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readPacket();
              wire.expectClose();
            })) {
      var login =
          MqttClient.to(network, server.endpoint())
              .withConnackLimit(Duration.ofMillis(50))
              .connect(FIELDS, MessageListener.DEAF);

      assertThatThrownBy(() -> Await.outcome(login)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void anotherPacketInPlaceOfConnackFailsTheLogin() throws Exception {
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readPacket();
              wire.sendHex("d0 00");
              wire.expectClose();
            })) {
      var login = MqttClient.to(network, server.endpoint()).connect(FIELDS, MessageListener.DEAF);

      assertThatThrownBy(() -> Await.outcome(login)).hasMessageContaining("before CONNACK");
    }
  }

  @Test
  void thousandsOfSessionsShareOneThread() throws Exception {
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readPacket();
              wire.sendHex("20 02 00 00");
              wire.drain();
            })) {
      var client = MqttClient.to(network, server.endpoint());
      var logins = new ArrayList<CompletableFuture<LoginOutcome>>();

      for (int i = 0; i < 2000; i++) {
        logins.add(client.connect(FIELDS.withClientId("c" + i), MessageListener.DEAF));
      }

      for (var login : logins) {
        var outcome = Await.outcome(login);
        assertThat(outcome).isInstanceOf(LoginOutcome.Connected.class);
        ((LoginOutcome.Connected) outcome).session().disconnect();
      }
    }
  }

  private CaptureServer refusing(int code) throws IOException {
    return CaptureServer.plain(
        wire -> {
          packets.add(HexFormat.of().formatHex(wire.readPacket()));
          wire.sendHex("20 02 00 0" + code);
          wire.expectClose();
        });
  }

  private static CaptureServer connected(CaptureServer.Script afterwards) throws IOException {
    return CaptureServer.plain(
        wire -> {
          wire.readPacket();
          wire.sendHex("20 02 00 00");
          afterwards.play(wire);
        });
  }

  private static Session session(CaptureServer server, MessageListener listener)
      throws IOException {
    return session(server, FIELDS, listener);
  }

  private static Session session(
      CaptureServer server, ConnectFields fields, MessageListener listener) throws IOException {
    var outcome =
        Await.outcome(MqttClient.to(network, server.endpoint()).connect(fields, listener));
    return ((LoginOutcome.Connected) outcome).session();
  }
}
