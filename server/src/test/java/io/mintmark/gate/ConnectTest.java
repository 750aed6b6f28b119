package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.login.LoginOutcome;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes of the first bytes of an MQTT connection, good and bad.
@ExtendWith({LeakWatch.class, LogWatch.class})
class ConnectTest {

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  @ParameterizedTest
  @CsvSource({"3, 20020000", "4, 20020000", "5, 200b000008 21 0064 27 00080000"})
  void aDeviceLogsInWithEveryVersionOfMqtt(int level, String connack) throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").level(level).bytes());

      assertThat(client.readPacketHex()).isEqualTo(connack.replace(" ", ""));
      assertThat(gate.gate.sessions().isOnline(TestDialect.device("d1"))).isTrue();
    }
  }

  @Test
  void aConnectMayArriveByteByByte() throws Exception {
    try (var client = gate.connect()) {
      for (byte octet : Wire.connect("login:P1/d1").bytes()) {
        client.send(new byte[] {octet});
      }

      assertThat(client.readPacketHex()).isEqualTo("20020000");
    }
  }

  @Test
  void whatFollowsTheConnectInTheSameReadIsNotLost() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").bytes(), Wire.PINGREQ, Wire.PINGREQ);

      assertThat(client.readPacketHex()).isEqualTo("20020000");
      assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);
      assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 20020004", "3, 20020004", "5, 2003008600"})
  void aWrongPasswordIsRefusedInTheWordsOfTheVersion(int level, String connack) throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").level(level).password("wrong").bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo(connack);
      assertThat(gate.gate.sessions().isOnline(TestDialect.device("d1"))).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 20020002", "5, 2003008500"})
  void aStrangerIsRefused(int level, String connack) throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("somebody").level(level).bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo(connack);
      assertThat(gate.events).isEmpty();
    }
  }

  @Test
  void aLoginThatItsDialectFindsFaultyLeavesAnEvent() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("badlogin:P1/d1").bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020002");
      Event event = gate.awaitEvent(EventKind.LOGIN);
      assertThat(event.outcome()).isEqualTo("MALFORMED");
      assertThat(event.deviceName()).isEqualTo("d1");
      assertThat(event.detail()).isEqualTo("bad login");
      assertThat(gate.logins).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1010 0004 4d515454 06 02 003c 0004 61626364", // level 6
        "1010 0004 4d515454 03 02 003c 0004 61626364", // MQTT 3.1 under the new name
        "1012 0006 4d5149736470 04 02 003c 0004 61626364" // and the reverse
      })
  void anUnknownVersionIsNamedAsTheReason(String connect) throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.hex(connect));

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020001");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1010 0004 4d515453 04 02 003c 0004 61626364", // "MQTS"
        "1000", // no body at all
        "1002 0004", // protocol name missing
        "10ffffffff7f", // length of five bytes
        "10ffffff7f", // 256 MB announced
        "8202 0001", // not a CONNECT
        "00", // no protocol of ours
        "1100", // reserved flags
      })
  void whatIsNotMqttIsClosedWithoutAnAnswer(String bytes) throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.hex(bytes));

      assertThat(client.isEnded()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, 01, '', 20020002", // reserved connect flag
    "4, 08, '', 20020002", // will QoS without will
    "4, 00, ff, 20020002", // a byte too many
    "5, 01, '', 2003008100"
  })
  void aMalformedConnectIsRefusedAndItsSenderNamed(
      int level, String flags, String tail, String connack) throws Exception {
    try (var client = gate.connect()) {
      byte[] connect =
          Wire.connect("login:P1/d1")
              .level(level)
              .flags(Integer.parseInt(flags, 16))
              .tail(tail)
              .bytes();

      client.send(connect);

      assertThat(Wire.hex(client.readToEnd())).isEqualTo(connack);
      Event event = gate.awaitEvent(EventKind.LOGIN);
      assertThat(event.outcome()).isEqualTo("MALFORMED");
      assertThat(event.productKey()).isEqualTo("P1");
      assertThat(gate.logins).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1011 0004 4d515454 04 02 003c 0005 61626364", // client id longer than the packet
        "1010 0004 4d515454 04 02 003c 0004 61ff6364", // not UTF-8
        "1010 0004 4d515454 04 02 003c 0004 61006364", // NUL
        "1010 0004 4d515454 04 02 003c 0004 eda08064", // a surrogate
        "1010 0004 4d515454 04 42 003c 0004 61626364", // password without user name
        "1010 0004 4d515454 04 82 003c 0004 61626364", // user name missing
        "1010 0004 4d515454 04 06 003c 0004 61626364", // will missing
        "100b 0004 4d515454 04 02 003c 00" // half a length
      })
  void aConnectAgainstTheRulesIsRefused(String connect) throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.hex(connect)).send(Wire.hex(connect.startsWith("1011") ? "ff" : ""));

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020002");
    }
  }

  @Test
  void aClientIdOfAMegabyteIsTurnedAway() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.hex("1090 8040 0004 4d515454 04 02 003c ffff"));
      for (int i = 0; i < 16; i++) {
        client.send(new byte[65_536]);
      }

      assertThat(client.isEnded()).isTrue();
      assertThat(gate.gate.counters().read().tooLarge()).isOne();
    }
  }

  @Test
  void halfAConnectEndsWithItsSender() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.hex("1010 0004 4d5154"));

      client.shutOutput();

      assertThat(client.isEnded()).isTrue();
      TestGate.await(() -> gate.gate.counters().read().connections() == 0);
    }
  }

  @Test
  void aClientThatStopsSendingStillGetsItsConnack() throws Exception {
    var decision = new CompletableFuture<LoginOutcome>();
    gate.login = _ -> decision;
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").bytes());
      client.shutOutput();
      TestGate.await(() -> gate.gate.counters().read().waiting() == 1);

      decision.complete(TestGate.byPassword(gate.logins.getFirst()));

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020000");
      TestGate.await(() -> !gate.gate.sessions().isOnline(TestDialect.device("d1")));
    }
  }

  @Test
  void extendedAuthenticationIsNotOffered() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").level(5).properties("15 0001 78").bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("2003008c00");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"11", "11 0000", "21 0001 21 0001", "24 01", "26 0001 61"})
  void malformedPropertiesAreRefused(String properties) throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").level(5).properties(properties).bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("2003008100");
    }
  }

  @Test
  void noDamageToAConnectIsMoreThanARefusal(LogWatch log) throws Exception {
    byte[] good = Wire.connect("login:P1/d1").level(5).properties("26 0001 61 0001 62").bytes();
    var random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] bad = good.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bad[1 + random.nextInt(bad.length - 1)] ^= (byte) (1 << random.nextInt(8));
      }
      try (var client = gate.connect()) {
        client.send(Arrays.copyOf(bad, bad.length - random.nextInt(3)));
        client.shutOutput();
        client.readToEnd();
      }
    }

    TestGate.await(() -> gate.gate.counters().read().connections() == 0);
    gate.loggedIn("d2").close();
    assertThat(log.errors()).isEmpty();
  }

  @Test
  void aTooBusyServerSaysSoAtOnce() throws Exception {
    gate.close();
    gate = new TestGate(limited(GateLimits.DEFAULT.withMaxWaiting(1)));
    gate.login = _ -> new CompletableFuture<>();
    try (var first = gate.connect();
        var second = gate.connect()) {
      first.send(Wire.connect("login:P1/d1").bytes());
      TestGate.await(() -> gate.gate.counters().read().waiting() == 1);

      second.send(Wire.connect("login:P1/d2").bytes());

      assertThat(Wire.hex(second.readToEnd())).isEqualTo("20020003");
      assertThat(gate.awaitEvent(EventKind.LOGIN).outcome()).isEqualTo("OVERLOADED");
    }
  }

  @Test
  void aBrokenUseCaseIsAnInternalErrorToTheDevice() throws Exception {
    gate.login = _ -> CompletableFuture.failedFuture(new AssertionError("x"));
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020003");
    }
  }

  private static GateSettings limited(GateLimits limits) {
    return GateSettings.DEFAULT.withLimits(limits);
  }
}
