package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.event.EventKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Deadlines, under a clock that only the test moves.
@ExtendWith(LeakWatch.class)
class KeepAliveTest {

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  private RawClient login(int level, int keepAlive) throws Exception {
    RawClient client = gate.connect();
    client.send(Wire.connect("login:P1/d1").level(level).keepAlive(keepAlive).bytes());
    client.readPacket();
    return client;
  }

  private void ping(RawClient client) throws Exception {
    client.send(Wire.PINGREQ);
    assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);
  }

  @Test
  void aSilentDeviceIsClosedAfterOneAndAHalfKeepAlives() throws Exception {
    try (var client = login(4, 60)) {
      gate.advance(Duration.ofSeconds(89));
      ping(client);
      gate.advance(Duration.ofSeconds(89));
      ping(client);

      gate.advance(Duration.ofSeconds(91));

      assertThat(client.isEnded()).isTrue();
      var event = gate.awaitEvent(EventKind.SESSION_CLOSED);
      assertThat(event.outcome()).isEqualTo("KEEP_ALIVE");
      assertThat(event.deviceName()).isEqualTo("d1");
      assertThat(gate.gate.sessions().isOnline(TestDialect.device("d1"))).isFalse();
    }
  }

  @Test
  void mqtt5IsToldWhy() throws Exception {
    try (var client = login(5, 60)) {
      gate.advance(Duration.ofSeconds(91));

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("e0018d");
    }
  }

  @Test
  void withoutKeepAliveADeviceMayBeSilentForEver() throws Exception {
    try (var client = login(4, 0)) {
      gate.advance(Duration.ofDays(30));

      ping(client);
    }
  }

  @Test
  void whoSaysNothingAtAllIsClosed() throws Exception {
    try (var client = gate.connect()) {
      TestGate.await(() -> gate.gate.counters().read().connections() == 1);

      gate.advance(Duration.ofSeconds(11));

      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void whoSendsItsConnectTooSlowlyIsClosed() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.hex("1010 0004"));
      TestGate.await(() -> gate.gate.counters().read().connections() == 1);
      gate.advance(Duration.ofSeconds(9));
      client.send(Wire.hex("4d51"));

      gate.advance(Duration.ofSeconds(2));

      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void aBrokerThatDoesNotAnswerEndsInServerUnavailable() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").persistent().bytes());
      var upstream = gate.broker.accept();
      upstream.readPacket();

      gate.advance(Duration.ofSeconds(11));

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020003");
      assertThat(upstream.isEnded()).isTrue();
    }
  }
}
