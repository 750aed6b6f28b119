package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.event.EventKind;
import io.mintmark.event.Transport;
import io.mintmark.login.Attempts;
import io.mintmark.login.LoginOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// MQTT over WebSocket, to the byte, on the ports of everything else.
@ExtendWith({LeakWatch.class, LogWatch.class})
@Timeout(60)
class WebSocketTest {

  private static final String ADMITTED = "20020000";
  private static final byte[] LOGIN = Wire.connect("login:P1/d1").bytes();

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
  }

  @AfterEach
  void stop(LogWatch log) throws Exception {
    gate.close();
    assertThat(log.errors()).isEmpty();
  }

  private static Socket plain(InetSocketAddress address) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), address.getPort());
  }

  private WebSocketPeer peer() throws Exception {
    return WebSocketPeer.over(plain(gate.addresses.mqtt()));
  }

  private WebSocketPeer loggedIn() throws Exception {
    WebSocketPeer peer = peer().send(LOGIN);
    assertThat(peer.read().hex()).isEqualTo(ADMITTED);
    return peer;
  }

  private String answerTo(String request) throws Exception {
    try (var client = RawClient.to(gate.addresses.http())) {
      return client.send(request).readTextToEnd();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/, mqtt, mqtt",
    "/mqtt, mqtt, mqtt",
    "/mqtt?token=1, mqttv3.1, mqttv3.1",
    "/mqtt, 'chat, mqttv3.1,mqtt', mqttv3.1"
  })
  void anUpgradeIsGranted(String path, String offered, String chosen) throws Exception {
    try (var client = RawClient.to(gate.addresses.http())) {
      client.send(WebSocketPeer.upgrade(path, offered));

      String wanted =
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + ("Sec-WebSocket-Accept: " + WebSocketPeer.ACCEPT + "\r\n")
              + ("Sec-WebSocket-Protocol: " + chosen + "\r\n\r\n");
      assertThat(new String(client.readBytes(wanted.length()), StandardCharsets.ISO_8859_1))
          .isEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-WebSocket-Protocol: mqtt, Sec-WebSocket-Protocol: chat, 400, offer the subprotocol",
    "Sec-WebSocket-Protocol: mqtt, X: y, 400, offer the subprotocol",
    "Sec-WebSocket-Protocol: mqtt, Sec-WebSocket-Protocol: MQTT, 400, offer the subprotocol",
    "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8, 426, only version 13",
    "Sec-WebSocket-Version: 13, X: y, 426, only version 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: dGhl, 400, 16 bytes",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: ?, 400, 16 bytes",
    "Connection: Upgrade, Connection: close, 400, Connection: Upgrade",
    "GET, POST, 400, begins with GET",
    "HTTP/1.1, HTTP/1.0, 400, HTTP/1.1"
  })
  void aFaultyUpgradeIsToldWhatIsWrong(String right, String wrong, int status, String why)
      throws Exception {
    String answer = answerTo(WebSocketPeer.upgrade("/mqtt", "mqtt").replace(right, wrong));

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("\r\nSec-WebSocket-Version: 13\r\n")
        .contains("\r\nContent-Length: ")
        .contains(why)
        .endsWith("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET /mqtt HTTP/1.1\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        "GET /other HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
      })
  void otherRequestsStayWhatTheyWere(String request) throws Exception {
    assertThat(answerTo(request))
        .isEqualTo("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  @Test
  void aRegistrationMayAskForAnUpgradeInVain() throws Exception {
    assertThat(
            answerTo(
                "POST /test/register HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Content-Length: 2\r\n\r\nd1"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("P1/d1\"}");
  }

  @Test
  void everyPortSpeaksWebSocketWithAndWithoutTls() throws Exception {
    var a = gate.addresses;
    for (var address : List.of(a.mqtt(), a.mqtts(), a.http(), a.https())) {
      try (var ws = WebSocketPeer.over(plain(address));
          var wss = WebSocketPeer.over(TlsTest.tls(plain(address), "TLSv1.3"));
          var mqtt = RawClient.to(address);
          var http = RawClient.to(address)) {
        for (var peer : List.of(ws, wss)) {
          assertThat(peer.send(LOGIN).read().hex()).isEqualTo(ADMITTED);
        }
        assertThat(mqtt.send(LOGIN).readPacketHex()).isEqualTo(ADMITTED);
        http.send("POST /test/register HTTP/1.1\r\nContent-Length: 2\r\n\r\nd1");
        assertThat(http.readTextToEnd()).endsWith("P1/d1\"}");
      }
    }
    assertThat(gate.logins)
        .extracting(login -> login.origin().transport())
        .containsSequence(Transport.WS, Transport.WSS, Transport.MQTT);
  }

  @Test
  void registrationOverMqttIsRefusedWithoutTlsAndServedWithIt() throws Exception {
    byte[] register = Wire.connect("register:P1/d1").bytes();
    try (var ws = peer();
        var wss = WebSocketPeer.over(TlsTest.tls(plain(gate.addresses.https()), "TLSv1.2"))) {
      assertThat(ws.send(register).read().hex()).isEqualTo("20020002");

      wss.send(register);

      String told = new String(wss.readStream(4 + 20), StandardCharsets.UTF_8);
      assertThat(told).contains("/ext/register");
      assertThat(gate.registrations.getFirst().origin().transport()).isEqualTo(Transport.WSS);
    }
  }

  @Test
  void packetsMaySpanFramesAndFramesMaySpanPackets() throws Exception {
    byte[] stream = Wire.join(LOGIN, Wire.PINGREQ, Wire.PINGREQ);
    try (var peer = peer()) {
      var frames = new ArrayList<byte[]>();
      for (byte octet : stream) {
        frames.add(WebSocketPeer.frame(WebSocketPeer.BINARY, Wire.u8(octet)));
        frames.add(WebSocketPeer.frame(WebSocketPeer.BINARY)); // with nothing in it
      }
      peer.client.send(Wire.join(frames.toArray(byte[][]::new)));

      assertThat(Wire.hex(peer.readStream(8))).isEqualTo(ADMITTED + "d000d000");
    }
  }

  @Test
  void aMessageMayComeInFragmentsWithPingsBetween() throws Exception {
    try (var peer = peer()) {
      peer.client.send(
          WebSocketPeer.frame(0x02, Wire.hex(Wire.hex(LOGIN).substring(0, 10))),
          WebSocketPeer.frame(WebSocketPeer.PING, Wire.hex("0102")),
          WebSocketPeer.frame(0x00, Wire.hex(Wire.hex(LOGIN).substring(10))),
          WebSocketPeer.frame(0x80, Wire.PINGREQ));

      var pong = peer.read();
      assertThat(pong.first()).isEqualTo(WebSocketPeer.PONG);
      assertThat(pong.hex()).isEqualTo("0102");
      assertThat(Wire.hex(peer.readStream(6))).isEqualTo(ADMITTED + "d000");
    }
  }

  @Test
  void everythingMayComeByteByByte() throws Exception {
    try (var peer = WebSocketPeer.over(new SlowSocket(gate.addresses.mqtt().getPort()))) {
      peer.client.send(WebSocketPeer.frame(WebSocketPeer.BINARY, LOGIN));

      assertThat(peer.read().hex()).isEqualTo(ADMITTED);
    }
  }

  @Test
  void largeMessagesGoThroughBothWays() throws Exception {
    byte[] up = Wire.publish(4, "/P1/d1/x", 0, 0, "u".repeat(300_000));
    byte[] down = Wire.publish(4, "/P1/d1/x", 0, 0, "d".repeat(300_000));
    try (var peer = peer()) {
      peer.send(LOGIN, up); // in one frame, and before the CONNACK
      try (var upstream = gate.broker.acceptMqtt3()) {
        assertThat(upstream.readPacket()).isEqualTo(up);
        upstream.send(down);

        assertThat(Wire.hex(peer.readStream(4 + down.length))).isEqualTo(ADMITTED + Wire.hex(down));
      }
    }
  }

  /// The first bytes decide, and nothing of a frame that is announced is waited for.
  @Test
  void aFrameOfAnyLengthIsNoMoreThanMqttAllows() throws Exception {
    try (var peer = peer()) {
      byte[] head = Wire.join(Wire.hex("82 ff 0000000100000000"), new byte[4]);
      peer.client.send(head, Wire.hex("10ffffff7f"));

      assertThat(peer.read().first()).isEqualTo(WebSocketPeer.CLOSE);
      assertThat(gate.gate.counters().read().tooLarge()).isOne();
    }
  }

  @Test
  void aClientThatDoesNotReadIsNotReadEither() throws Exception {
    byte[] message = Wire.publish(4, "/P1/d1/x", 0, 0, "x".repeat(60_000));
    try (var peer = loggedIn()) {
      peer.send(Wire.publish(4, "/P1/d1/x", 0, 0, "first"));
      try (var upstream = gate.broker.acceptMqtt3()) {
        upstream.readPacket();
        int sent = 200;
        var sending =
            CompletableFuture.runAsync(
                () -> {
                  try {
                    for (int i = 0; i < sent; i++) {
                      upstream.send(message);
                    }
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });

        for (int i = 0; i < 1000; i++) {
          peer.client.send(WebSocketPeer.frame(WebSocketPeer.PING));
        }
        int received = 0;
        while (received < sent * message.length) {
          var frame = peer.read();
          received += frame.first() == WebSocketPeer.BINARY ? frame.payload().length : 0;
        }

        assertThat(received).isEqualTo(sent * message.length);
        sending.join();
      }
    }
  }

  /// Each line is what a client sends last; the second column the code of the gate's close.
  @ParameterizedTest
  @CsvSource({
    "81 80 00000000, 1003", // text
    "82 00, 1002", // not masked
    "c2 80 00000000, 1002", // a reserved bit
    "83 80 00000000, 1002", // no such opcode
    "8b 80 00000000, 1002",
    "80 80 00000000, 1002", // a continuation of nothing
    "02 80 00000000 82 80 00000000, 1002", // a new message in the middle of one
    "09 80 00000000, 1002", // a control frame in fragments
    "89 fe 00ff 00000000, 1002", // a control frame too long
    "82 fe 0001 00000000, 1002", // not the shortest length
    "82 ff 000000000000ffff 00000000, 1002",
    "82 ff 8000000000000000 00000000, 1002", // a length below zero
    "88 80 00000000, 1000",
    "88 82 00000000 03e9, 1001",
    "88 82 00000000 03ed, 1002", // a code not to be sent
    "88 81 00000000 03, 1002"
  })
  void whatEndsAWebSocketEndsTheSessionToo(String last, int code) throws Exception {
    try (var peer = loggedIn()) {
      peer.client.send(Wire.hex(last));

      var goodbye = peer.read();
      assertThat(goodbye.first()).isEqualTo(WebSocketPeer.CLOSE);
      assertThat(goodbye.hex()).isEqualTo(Wire.hex(Wire.u16(code)));
      assertThat(peer.client.readToEnd()).isEmpty();
    }
    assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).outcome()).isEqualTo("CLIENT_CLOSED");
    assertThat(gate.events.getLast().origin().transport()).isEqualTo(Transport.WS);
  }

  @Test
  void aRefusalArrivesBeforeTheEnd() throws Exception {
    try (var peer = peer()) {
      peer.send(Wire.connect("login:P1/d1").password("wrong").bytes());

      assertThat(peer.read().hex()).isEqualTo("20020004");
      var goodbye = peer.read();
      assertThat(goodbye.first()).isEqualTo(WebSocketPeer.CLOSE);
      assertThat(goodbye.hex()).isEqualTo("03e8");
      assertThat(peer.client.readToEnd()).isEmpty();
    }
  }

  @Test
  void aRefusalArrivesThroughTlsToo() throws Exception {
    try (var peer = WebSocketPeer.over(TlsTest.tls(plain(gate.addresses.https()), "TLSv1.3"))) {
      peer.send(Wire.connect("login:P1/d1").password("wrong").bytes());

      assertThat(peer.read().hex()).isEqualTo("20020004");
      assertThat(peer.read().first()).isEqualTo(WebSocketPeer.CLOSE);
      assertThat(peer.client.readToEnd()).isEmpty();
    }
  }

  @Test
  void whoSaysGoodbyeBeforeTheAnswerIsForgotten() throws Exception {
    var decision = new CompletableFuture<LoginOutcome>();
    gate.login = _ -> decision;
    try (var peer = peer()) {
      peer.send(LOGIN);
      TestGate.await(() -> gate.gate.counters().read().waiting() == 1);
      peer.client.send(WebSocketPeer.frame(WebSocketPeer.CLOSE));

      decision.complete(Attempts.admitted(TestDialect.device("d1")));

      var frame = peer.read();
      frame = frame.first() == WebSocketPeer.BINARY ? peer.read() : frame;
      assertThat(frame.first()).isEqualTo(WebSocketPeer.CLOSE);
      assertThat(peer.client.readToEnd()).isEmpty();
    }
    TestGate.await(() -> !gate.gate.sessions().isOnline(TestDialect.device("d1")));
  }

  @Test
  void framesBeforeTheAnswerToTheUpgradeAreRead() throws Exception {
    try (var client = RawClient.to(gate.addresses.mqtt())) {
      client.send(
          WebSocketPeer.upgrade("/mqtt", "mqtt").getBytes(StandardCharsets.ISO_8859_1),
          WebSocketPeer.frame(WebSocketPeer.BINARY, LOGIN));

      TestGate.await(() -> gate.logins.size() == 1);
    }
  }

  @Test
  void anUpgradeMayFollowARegistrationOnOneConnection() throws Exception {
    try (var client = RawClient.to(gate.addresses.http())) {
      client.send(
          "POST /test/register HTTP/1.1\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nd1");
      client.readHttpAnswer();

      client.send(WebSocketPeer.upgrade("/", "mqtt"));

      assertThat(new String(client.readBytes(12), StandardCharsets.ISO_8859_1))
          .isEqualTo("HTTP/1.1 101");
    }
  }

  /// What follows was read as HTTP while the registration waited.
  @Test
  void anUpgradeInTheMiddleOfRequestsIsRefused() throws Exception {
    try (var client = RawClient.to(gate.addresses.http())) {
      String keep = "POST /test/register HTTP/1.1\r\nConnection: keep-alive\r\n";
      String register = keep + "Content-Length: 2\r\n\r\nd1";
      gate.registrar =
          request -> CompletableFuture.supplyAsync(() -> TestGate.issued(request.identity()));

      client.send(register + WebSocketPeer.upgrade("/mqtt", "mqtt") + register);

      assertThat(client.readHttpAnswer()).startsWith("HTTP/1.1 200 OK");
      assertThat(client.readTextToEnd())
          .startsWith("HTTP/1.1 400 Bad Request")
          .contains("wait for the answer");
    }
  }

  @Test
  void whoUpgradesAndSaysNothingIsClosed() throws Exception {
    try (var peer = peer()) {
      gate.advance(Duration.ofSeconds(11));

      assertThat(peer.client.isEnded()).isTrue();
    }
  }

  @Test
  void aStoppingGateSaysGoodbye() throws Exception {
    try (var peer = loggedIn()) {
      var stopping = CompletableFuture.runAsync(() -> gate.gate.stop());

      assertThat(peer.read().first()).isEqualTo(WebSocketPeer.CLOSE);
      assertThat(peer.client.readToEnd()).isEmpty();
      peer.client.hangUp();
      stopping.join();
    }
    assertThat(gate.outcomes(EventKind.SESSION_CLOSED)).containsExactly("SERVER_STOPPED");
  }
}
