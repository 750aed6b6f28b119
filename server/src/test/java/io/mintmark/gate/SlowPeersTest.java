package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.gate.admission.AdmissionLimits;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Peers that hold a connection without using it: they are ended in time, and disturb nobody.
@ExtendWith(LeakWatch.class)
class SlowPeersTest {

  private static final int MANY = 10_000;

  /// Bytes; several times what is used.
  private static final long HEAP_EACH = 8 * 1024;

  private static final Duration SECOND = Duration.ofSeconds(1);

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate(GateSettings.DEFAULT.withAdmission(AdmissionLimits.NONE));
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  private GateCounters.Figures figures() {
    return gate.gate.counters().read();
  }

  private static void closeAll(List<RawClient> clients) throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
  }

  @Test
  void tenThousandThatNeverSpeakCostLittleAndAreEndedWhileOthersLogIn(TestReporter reporter)
      throws Exception {
    int many = SilentPeers.affordable(MANY);
    if (many < MANY) {
      reporter.publishEntry("the limit of open files leaves room for so many only", "" + many);
    }
    long before = usedHeap();
    try (var device = gate.loggedIn("d1");
        var _ = SilentPeers.connect(gate.addresses.mqtt(), many)) {
      TestGate.await(() -> figures().connections() == many + 1);
      assertThat((usedHeap() - before) / many).isLessThan(HEAP_EACH);
      gate.loggedIn("d2").close();

      gate.advance(Duration.ofSeconds(11));

      TestGate.await(() -> figures().connections() == 1);
      assertThat(figures().tooSlow()).isEqualTo(many);
      device.send(Wire.PINGREQ);
      assertThat(device.readPacket()).isEqualTo(Wire.PINGRESP);
      gate.loggedIn("d3").close();
    }
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /// The beginnings of a CONNECT, an upgrade to WebSocket, two HTTP requests and a ClientHello.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10ff01 0004 4d515454 04 c2 003c 0070 6161616161616161616161616161",
        "474554202f6d71747420485454502f312e310d0a557067726164653a20776562736f636b65740d0a",
        "504f5354202f746573742f726567697374657220485454502f312e310d0a",
        "504f5354202f20485454502f312e310d0a436f6e74656e742d4c656e6774683a20390d0a0d0a",
        "16030102000100 01fc0303 000102030405060708090a0b0c0d0e0f"
      })
  void aByteASecondIsTooSlowHoweverLongItGoesOn(String bytes) throws Exception {
    byte[] all = Wire.hex(bytes);
    int sent = all.length - 9; // the rest takes nine seconds more
    try (var slow = gate.connect()) {
      slow.send(Arrays.copyOf(all, sent));
      TestGate.await(() -> figures().connections() == 1);
      for (; sent < all.length; sent++) {
        gate.advance(SECOND);
        slow.send(new byte[] {all[sent]});
      }
      gate.loggedIn("d1").close();
      assertThat(figures().tooSlow()).isZero();

      gate.advance(SECOND.plusMillis(1));

      assertThat(slow.isEnded()).isTrue();
      assertThat(figures().tooSlow()).isOne();
    }
  }

  /// What MQTT may be dressed in.
  enum Dress {
    TLS,
    WEB_SOCKET,
    SECURE_WEB_SOCKET;

    RawClient client(TestGate gate) throws Exception {
      var plain = new Socket(InetAddress.getLoopbackAddress(), gate.addresses.mqtts().getPort());
      Socket socket = this == WEB_SOCKET ? plain : TlsTest.tls(plain, "TLSv1.3");
      return this == TLS ? new RawClient(socket) : WebSocketPeer.over(socket).client;
    }

    byte[] dressed(byte[] bytes) {
      return this == TLS ? bytes : WebSocketPeer.frame(WebSocketPeer.BINARY, bytes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectOfAByteASecondIsTooSlowInEveryDress(Dress dress) throws Exception {
    byte[] all = Wire.connect("login:P1/slow").bytes();
    int sent = all.length - 10; // nine more come in time
    try (var slow = dress.client(gate)) {
      slow.send(dress.dressed(Arrays.copyOf(all, sent)));
      for (; sent < all.length - 1; sent++) {
        gate.advance(SECOND);
        slow.send(dress.dressed(new byte[] {all[sent]}));
      }
      gate.loggedIn("d1").close();
      assertThat(figures().tooSlow()).isZero();

      gate.advance(SECOND.plusMillis(1));

      awaitEnd(slow);
      assertThat(figures().tooSlow()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWebSocketFrameOfAByteEveryOtherSecondIsTooSlow(OneFrame in) throws Exception {
    byte[] all = WebSocketPeer.frame(WebSocketPeer.BINARY, Wire.connect("login:P1/slow").bytes());
    int sent = in == OneFrame.ITS_HEAD ? 1 : all.length - 6;
    try (var slow = Dress.WEB_SOCKET.client(gate)) {
      slow.send(Arrays.copyOf(all, sent));
      for (int i = 0; i < 5; i++) {
        gate.advance(SECOND.multipliedBy(2).minusMillis(1));
        slow.send(new byte[] {all[sent++]});
        assertThat(figures().tooSlow()).isZero();
      }

      gate.advance(SECOND);

      awaitEnd(slow);
      assertThat(figures().tooSlow()).isOne();
    }
  }

  /// Where the slow bytes lie.
  enum OneFrame {
    ITS_HEAD,
    ITS_PAYLOAD
  }

  @Test
  void aHandshakeThatStopsHalfwayIsTooSlow() throws Exception {
    var engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    var hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    try (var slow = gate.connect()) {
      slow.send(Arrays.copyOf(hello.array(), hello.position()));
      slow.readBytes(5); // the head of a ServerHello
      gate.advance(Duration.ofSeconds(9));
      assertThat(figures().tooSlow()).isZero();

      gate.advance(Duration.ofSeconds(2));

      awaitEnd(slow);
      assertThat(figures().tooSlow()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoNeverReadsIsSentNoMoreThanTheSocketsHoldInEveryDress(Dress dress) throws Exception {
    byte[] message = Wire.publish(4, "/P1/d1/x", 0, 0, "z".repeat(60_000));
    try (var deaf = dress.client(gate);
        var other = gate.loggedIn("d2")) {
      deaf.send(dress.dressed(Wire.connect("login:P1/d1").bytes()));
      deaf.send(dress.dressed(Wire.publish(4, "/P1/d1/x", 0, 0, "first")));
      try (var upstream = gate.broker.acceptMqtt3()) {
        upstream.readPacket();
        var sender = Thread.ofVirtual().start(() -> sendForEver(upstream, message));

        assertThat(sender.join(Duration.ofMillis(500))).as("the broker is held up").isFalse();

        assertThat(PooledByteBufAllocator.DEFAULT.pinnedDirectMemory()).isLessThan(4 << 20);
        other.send(Wire.PINGREQ);
        assertThat(other.readPacket()).isEqualTo(Wire.PINGRESP);
        deaf.reset();
        sender.join();
      }
    }
  }

  private static void sendForEver(RawClient to, byte[] message) {
    try {
      while (true) {
        to.send(message);
      }
    } catch (IOException e) {
      // the gate has ended it, because its device is gone
    }
  }

  /// Over whatever is still said.
  private static void awaitEnd(RawClient client) {
    try {
      client.readToEnd();
    } catch (SocketException e) {
      return; // a reset is an end as well
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whoWasAnsweredInTimeHasNotBeenTooSlow() throws Exception {
    try (var client = RawClient.to(gate.addresses.http())) {
      client.send(
          "POST /test/register HTTP/1.1\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nd1");
      client.readHttpAnswer();

      gate.advance(Duration.ofSeconds(61));

      assertThat(client.isEnded()).isTrue();
      assertThat(figures().tooSlow()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "10200004", "160301", "474554202f", "504f5354202f20485454502f"})
  void halfClosedConnectionsAreGoneAtOnce(String bytes) throws Exception {
    var half = new ArrayList<RawClient>();
    try {
      for (int i = 0; i < 100; i++) {
        RawClient client = gate.connect().send(Wire.hex(bytes));
        client.shutOutput();
        half.add(client);
      }
      for (RawClient client : half) {
        assertThat(client.isEnded()).isTrue();
      }
      TestGate.await(() -> figures().connections() == 0);
      gate.loggedIn("d1").close();
    } finally {
      closeAll(half);
    }
  }

  @Test
  void whoAsksWithoutEverReadingIsNotAskedFurtherAndEnds() throws Exception {
    String request =
        "POST /test/register HTTP/1.1\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nd1";
    try (var client = RawClient.to(gate.addresses.http())) {
      String batch = request.repeat(100);
      var asking =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 5_000; i++) {
                        client.send(batch);
                      }
                    } catch (IOException e) {
                      return; // the gate has ended it, as it should
                    }
                  });
      awaitStandstill();
      assertThat(asking.isAlive()).isTrue();
      gate.loggedIn("d2").close();

      gate.advance(Duration.ofSeconds(61));

      asking.join();
      TestGate.await(() -> figures().connections() == 0);
      assertThat(gate.registrations.size()).isLessThan(500_000);
    }
  }

  /// Until nothing has been asked for half a second. If that is a pause of the machine, the test
  /// sees less but finds nothing wrong.
  private void awaitStandstill() throws InterruptedException {
    long before = -1;
    while (before != figures().registrations() || before == 0) {
      before = figures().registrations();
      Thread.sleep(500);
    }
  }
}
