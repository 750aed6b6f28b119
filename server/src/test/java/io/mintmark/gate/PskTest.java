package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mintmark.device.Fixtures;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.Transport;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.login.PresharedKeys.Finding;
import io.mintmark.vault.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Devices whose key is the key of their TLS handshake, as vendors' C SDKs do it.
@ExtendWith({LeakWatch.class, LogWatch.class})
@Timeout(60)
class PskTest {

  private static final String ADMITTED = "20020000";
  private static final String BAD_CREDENTIALS = "20020004";
  private static final String NOT_AUTHORIZED = "20020005";

  /// In nanoseconds.
  private static final long SECOND = 1_000_000_000;

  private PskGate gate;
  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    gate = new PskGate();
  }

  @AfterEach
  void stop(LogWatch log) throws Exception {
    gate.close();
    assertThat(log.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x008C, 0x008D, 0x00AE, 0x00AF, 0x00A8, 0x00A9, // PSK
        0xC035, 0xC036, 0xC037, 0xC038, 0xD001, 0xD002 // ECDHE_PSK
      })
  void aDeviceLogsInByItsHandshake(int suite) throws Exception {
    var offer = gate.offer(PskGate.ONE, PskGate.KEY, suite);
    try (var client = gate.connect(offer)) {
      client.send(PskGate.connectPacket(PskGate.ONE), Wire.PINGREQ);

      assertThat(client.readPacketHex()).isEqualTo(ADMITTED);
      assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);
    }
    assertThat(offer.negotiated()).isEqualTo(suite);
    assertThat(gate.outcomes()).startsWith("ACTIVATED", "ADMITTED");
    assertThat(gate.events.getFirst().origin().transport()).isEqualTo(Transport.MQTTS);
    assertThat(gate.identities.device(PskGate.identity(PskGate.ONE)).activatedAt())
        .isEqualTo(Fixtures.NOW);
  }

  @Test
  void messagesOfManyRecordsGoThroughBothWays() throws Exception {
    byte[] up = Wire.publish(4, "QTV4XN8ZKD/dev-0001/event", 0, 0, "u".repeat(60_000));
    byte[] down = Wire.publish(4, "QTV4XN8ZKD/dev-0001/control", 0, 0, "d".repeat(100_000));
    try (var client = gate.connect(PskGate.ONE)) {
      client.send(PskGate.connectPacket(PskGate.ONE), up);
      client.readPacket();
      try (var upstream = gate.broker.acceptMqtt3()) {
        upstream.send(down);

        assertThat(upstream.readPacket()).isEqualTo(up);
        assertThat(client.readPacket()).isEqualTo(down);
      }
    }
  }

  @Test
  void httpIsSpokenToo() throws Exception {
    var offer = gate.offer(PskGate.ONE, PskGate.KEY, 0x008C);
    try (var client = new RawClient(new PskClient(gate.addresses.https().getPort(), offer))) {
      client.send("POST /register/dev HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}");

      assertThat(client.readTextToEnd()).startsWith("HTTP/1.1 200 OK").contains("1001");
    }
  }

  @Test
  void webSocketIsSpokenToo() throws Exception {
    var offer = gate.offer(PskGate.ONE, PskGate.KEY, 0x008C);
    try (var peer = WebSocketPeer.over(new PskClient(gate.addresses.https().getPort(), offer))) {
      peer.send(PskGate.connectPacket(PskGate.ONE));

      assertThat(peer.read().hex()).isEqualTo(ADMITTED);
    }
    assertThat(gate.events.getFirst().origin().transport()).isEqualTo(Transport.WSS);
  }

  @Test
  void whoHasNoKeyLearnsOnlyThatItDidNotFit() throws Exception {
    byte[] wrong = PskGate.KEY.clone();
    wrong[15]++;
    var stranger = SecretText.of("not base64");
    gate.identities.put(gate.device("QTV4XN8ZKDimported", stranger, true));

    var answers =
        List.of(
            refusal(PskGate.ONE, wrong),
            refusal("QTV4XN8ZKDnobody", PskGate.KEY),
            refusal("QTV4XN8ZKDimported", PskGate.KEY),
            refusal("NOPRODUCT0dev-0001", PskGate.KEY),
            refusal("devicename|hmacsha256|a1CapTure01&dev-pre-001|2524608000000", PskGate.KEY),
            refusal("devicename|hmacsha256|a1CapTure01&nobody|2524608000000", PskGate.KEY),
            refusal("?", PskGate.KEY),
            refusal("", PskGate.KEY),
            refusal("x".repeat(10_000), PskGate.KEY));

    assertThat(answers).containsOnly("15030300020214");
    assertThat(gate.outcomes())
        .containsExactly(
            "PROOF_WRONG",
            "DEVICE_UNKNOWN",
            "PROOF_WRONG",
            "PRODUCT_UNKNOWN",
            "PROOF_WRONG",
            "DEVICE_UNKNOWN");
    assertThat(gate.events).extracting(Event::kind).containsOnly(EventKind.LOGIN);
    assertThat(gate.events.getFirst().deviceName()).isEqualTo("dev-0001");
    assertThat(gate.figures().handshakeFailures()).isEqualTo(9);
    TestGate.await(() -> gate.figures().connections() == 0);
  }

  /// All that the server says after its first flight, which has a random number in it.
  private String refusal(String identity, byte[] key) {
    var offer = gate.offer(identity, key, 0x008C);
    var alert = catchThrowableOfType(TlsFatalAlertReceived.class, () -> gate.connect(offer));
    assertThat(alert.getAlertDescription()).isEqualTo(AlertDescription.bad_record_mac);
    byte[] received = offer.received();
    byte[] helloDone = Wire.hex("16 0303 0004 0e000000");
    int end = indexOf(received, helloDone) + helloDone.length;
    return Wire.hex(Arrays.copyOfRange(received, end, received.length));
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    int at = Wire.hex(bytes).indexOf(Wire.hex(part));
    assertThat(at).isNotNegative().isEven();
    return at / 2;
  }

  @Test
  void anotherDeviceThanThatOfTheHandshakeIsRefused() throws Exception {
    try (var client = gate.connect(PskGate.ONE)) {
      client.send(PskGate.connectPacket(PskGate.TWO));

      assertThat(client.readPacketHex()).isEqualTo(NOT_AUTHORIZED);
      assertThat(client.readToEnd()).isEmpty();
    }
    assertThat(gate.outcomes()).containsExactly("IDENTITY_MISMATCH");
    assertThat(gate.events.getFirst().deviceName()).isEqualTo("dev-0002");
  }

  @Test
  void withoutAHandshakeThereIsNoLoginWithoutAPassword() throws Exception {
    try (var client = RawClient.to(gate.addresses.mqtt())) {
      client.send(PskGate.connectPacket(PskGate.ONE));

      assertThat(client.readPacketHex()).isEqualTo(BAD_CREDENTIALS);
    }
    assertThat(gate.outcomes()).containsExactly("METHOD_NOT_OFFERED");
  }

  @Test
  void aPasswordIsCheckedAlsoAfterAHandshake() throws Exception {
    String wrong = "00".repeat(20) + ";hmacsha1";
    String right = "29420ba3f2babb447c33f84b6caf34c6e02367d9;hmacsha1"; // V10
    try (var first = gate.connect(PskGate.ONE);
        var second = gate.connect(PskGate.ONE)) {
      first.send(PskGate.connectPacket(PskGate.ONE, wrong));
      second.send(PskGate.connectPacket(PskGate.ONE, right));

      assertThat(first.readPacketHex()).isEqualTo(BAD_CREDENTIALS);
      assertThat(second.readPacketHex()).isEqualTo(ADMITTED);
    }
  }

  @Test
  void aRightPasswordDoesNotHelpAgainstAnotherHandshake() throws Exception {
    byte[] keyOfTwo = Wire.hex("0f0e0d0c0b0a09080706050403020100");
    try (var client = gate.connect(gate.offer(PskGate.TWO, keyOfTwo, 0x008C))) {
      client.send(
          PskGate.connectPacket(PskGate.ONE, "29420ba3f2babb447c33f84b6caf34c6e02367d9;hmacsha1"));

      assertThat(client.readPacketHex()).isEqualTo(NOT_AUTHORIZED);
    }
  }

  @Test
  void aDisabledDeviceIsToldByMqtt() throws Exception {
    gate.identities.put(gate.device(PskGate.ONE, PskGate.SECRET, false));
    try (var client = gate.connect(PskGate.ONE)) {
      client.send(PskGate.connectPacket(PskGate.ONE));

      assertThat(client.readPacketHex()).isEqualTo(NOT_AUTHORIZED);
    }
    assertThat(gate.outcomes()).containsExactly("DEVICE_DISABLED");
  }

  @Test
  void aHandshakeDoesNotAdmitADeviceMadeAnewSince() throws Exception {
    try (var client = gate.connect(PskGate.ONE)) {
      gate.identities.put(gate.device(PskGate.ONE, PskGate.SECRET, true));

      client.send(PskGate.connectPacket(PskGate.ONE));

      assertThat(client.readPacketHex()).isEqualTo(BAD_CREDENTIALS);
    }
    assertThat(gate.outcomes()).containsExactly("PROOF_WRONG");
  }

  @Test
  void whoOffersPreSharedKeysFirstGetsThem() throws Exception {
    var offer = gate.offer(PskGate.ONE, PskGate.KEY, 0x0094, 0x008D, 0x008C, 0x002F);
    try (var client = gate.connect(offer)) {
      client.send(PskGate.connectPacket(PskGate.ONE));

      assertThat(client.readPacketHex()).isEqualTo(ADMITTED);
      assertThat(offer.negotiated()).isEqualTo(0x008D);
    }
  }

  @Test
  void aHandshakeInSingleBytesIsUnderstood() throws Exception {
    try (var client = gate.connect(gate.offer(PskGate.ONE, PskGate.KEY, 0xC035).slowly())) {
      client.send(PskGate.connectPacket(PskGate.ONE));

      assertThat(client.readPacketHex()).isEqualTo(ADMITTED);
    }
  }

  /// The gate has one event loop, which must be free for others meanwhile.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKeyThatComesLateIsWaitedFor(boolean slowly) throws Exception {
    var found = gate.keys;
    var asked = new CompletableFuture<Void>();
    var released = new CompletableFuture<Void>();
    gate.keys =
        claim -> {
          asked.complete(null);
          return released.thenCompose(_ -> found.find(claim));
        };
    var offer = gate.offer(PskGate.ONE, PskGate.KEY, 0x008C);
    var connecting = inBackground(slowly ? offer.slowly() : offer);
    asked.get(10, TimeUnit.SECONDS);
    try (var other = RawClient.to(gate.addresses.mqtt())) {
      other.send(PskGate.connectPacket(PskGate.ONE));
      assertThat(other.readPacketHex()).isEqualTo(BAD_CREDENTIALS);
    }

    released.complete(null);

    try (var client = connecting.get(10, TimeUnit.SECONDS)) {
      client.send(PskGate.connectPacket(PskGate.ONE));
      assertThat(client.readPacketHex()).isEqualTo(ADMITTED);
    }
    assertThat(gate.figures().waiting()).isZero();
  }

  private CompletableFuture<RawClient> inBackground(PskClient.Offer offer) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return gate.connect(offer);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void aKeyThatComesTooLateIsForNobody() throws Exception {
    var answer = new CompletableFuture<Finding>();
    var asked = new CompletableFuture<Void>();
    gate.keys =
        _ -> {
          asked.complete(null);
          return answer;
        };
    var connecting = inBackground(gate.offer(PskGate.ONE, PskGate.KEY, 0x008C));
    asked.get(10, TimeUnit.SECONDS);

    gate.nanos.addAndGet(Duration.ofMinutes(1).toNanos());

    TestGate.await(() -> gate.figures().connections() == 0);
    answer.complete(new Finding.None(Reason.INTERNAL));
    assertThat(connecting).failsWithin(Duration.ofSeconds(10));
    TestGate.await(() -> gate.figures().waiting() == 0);
    TestGate.await(() -> gate.figures().handshakeFailures() == 1);
    assertThat(gate.events).isEmpty();
  }

  @Test
  void aConnectOfAByteASecondIsTooSlow() throws Exception {
    byte[] all = PskGate.connectPacket(PskGate.ONE);
    int sent = all.length - 10; // nine more come in time
    try (var slow = gate.connect(PskGate.ONE)) {
      slow.send(Arrays.copyOf(all, sent));
      for (; sent < all.length - 1; sent++) {
        gate.nanos.addAndGet(SECOND);
        slow.send(new byte[] {all[sent]});
      }
      assertThat(gate.figures().tooSlow()).isZero();

      gate.nanos.addAndGet(SECOND + 1);

      assertThat(slow.isEnded()).isTrue();
      assertThat(gate.figures().tooSlow()).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPeerThatLeavesInTheMiddleIsForgotten(boolean half) throws Exception {
    try (var client = RawClient.to(gate.addresses.mqtts())) {
      client.send(helloOf(0x008C));
      assertThat(client.readBytes(1)).isEqualTo(Wire.hex("16"));
      client.send(Wire.hex("16 0303 0016 10000012 0010 5154"));

      if (half) {
        client.shutOutput();
      } else {
        client.reset();
      }

      TestGate.await(() -> gate.figures().connections() == 0);
    }
    TestGate.await(() -> gate.figures().handshakeFailures() == 1);
    assertThat(gate.events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "16 ffff 0000", // no such version
        "16 0303 ffff", // a record too long
        "16 0303 0004 10ffffff", // a message too long
        "16 0303 0007 10000003 00ffff", // an identity outside its message
        "14 0303 0001 01", // the second step before the first
        "17 0303 0001 00"
      })
  void nonsenseAfterTheHelloEndsTheConnection(String bytes) throws Exception {
    try (var client = RawClient.to(gate.addresses.mqtts())) {
      client.send(helloOf(0x008C));
      assertThat(Wire.hex(client.readBytes(1))).isEqualTo("16"); // the hello made sense

      client.send(Wire.hex(bytes));
      client.shutOutput();

      TestGate.await(() -> gate.figures().connections() == 0);
    }
    TestGate.await(() -> gate.figures().handshakeFailures() == 1);
  }

  private static byte[] helloOf(int suite) {
    byte[] body =
        Wire.join(
            Wire.hex("0303"),
            new byte[32],
            Wire.hex("00 0004 00ff"), // secure renegotiation
            Wire.u16(suite),
            Wire.hex("0100 0004 00170000")); // extended master secret
    byte[] message = Wire.join(Wire.hex("0100"), Wire.u16(body.length), body);
    return Wire.join(Wire.hex("160301"), Wire.u16(message.length), message);
  }

  @Test
  void aClientThatSaysGoodbyeEndsItsSession() throws Exception {
    var client = gate.connect(PskGate.ONE);
    client.send(PskGate.connectPacket(PskGate.ONE));
    client.readPacket();
    assertThat(gate.gate.sessions().isOnline(PskGate.identity(PskGate.ONE))).isTrue();

    client.close();

    TestGate.await(() -> gate.figures().connections() == 0);
    assertThat(gate.gate.sessions().isOnline(PskGate.identity(PskGate.ONE))).isFalse();
  }

  /// Read by BouncyCastle, an end without close_notify is an exception.
  @Test
  void theGateSaysGoodbyeToo() throws Exception {
    try (var client = gate.connect(PskGate.ONE)) {
      client.send(PskGate.connectPacket(PskGate.ONE));
      client.readPacket();

      gate.nanos.addAndGet(Duration.ofHours(1).toNanos()); // past the keep-alive

      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void aBrokenRecordEndsTheSession() throws Exception {
    var offer = gate.offer(PskGate.ONE, PskGate.KEY, 0x008C);
    try (var socket = new PskClient(gate.addresses.mqtts().getPort(), offer)) {
      var client = new RawClient(socket);
      client.send(PskGate.connectPacket(PskGate.ONE));
      client.readPacket();

      socket.sendRaw(Wire.join(Wire.hex("17 0303 0040"), new byte[64]));

      TestGate.await(() -> gate.figures().connections() == 0);
    }
    assertThat(gate.figures().handshakeFailures()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PSK-AES128-CBC-SHA",
        "PSK-AES256-CBC-SHA",
        "ECDHE-PSK-AES128-CBC-SHA",
        "PSK-AES128-CBC-SHA:AES128-SHA"
      })
  void opensslIsServed(String suites) throws Exception {
    assertThat(openssl(suites, List.of("-tls1_2"))).isEqualTo(ADMITTED);
    assertThat(openssl(suites, List.of())).isEqualTo(ADMITTED); // offers TLS 1.3 beside it
  }

  /// Sends a CONNECT by OpenSSL's own client; what it received, in hex.
  private String openssl(String suites, List<String> options) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is missing");
    var command = new ArrayList<>(List.of("/usr/bin/openssl", "s_client", "-quiet"));
    command.addAll(List.of("-connect", "127.0.0.1:" + gate.addresses.mqtts().getPort()));
    command.addAll(List.of("-psk_identity", PskGate.ONE, "-psk", Wire.hex(PskGate.KEY)));
    command.addAll(List.of("-cipher", suites + ":@SECLEVEL=0"));
    command.addAll(options);
    Path errors = folder.resolve("errors");
    var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    try {
      process.getOutputStream().write(PskGate.connectPacket(PskGate.ONE));
      process.getOutputStream().flush();
      String received = Wire.hex(process.getInputStream().readNBytes(4));
      return received.isEmpty() ? Files.readString(errors, StandardCharsets.UTF_8) : received;
    } finally {
      process.destroy();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }
}
