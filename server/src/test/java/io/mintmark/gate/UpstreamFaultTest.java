package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.broker.BrokerFeatures;
import io.mintmark.event.EventKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A broker that fails in every way a peer can, or cannot do what a client asks.
@ExtendWith(LeakWatch.class)
@Timeout(60)
class UpstreamFaultTest {

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  private RawClient loggedIn5() throws Exception {
    RawClient client = gate.connect().send(Wire.connect("login:P1/d1").level(5).bytes());
    client.readPacket();
    return client;
  }

  private RawClient upstreamOf5(RawClient client) throws Exception {
    client.send(Wire.publish(5, "/P1/d1/x", 0, 0, "own"));
    RawClient upstream = gate.broker.accept();
    upstream.readPacket();
    upstream.send(Wire.hex("2003000000"));
    upstream.readPacket();
    return upstream;
  }

  @ParameterizedTest
  @CsvSource({"4, 20020003", "5, 2003008800"})
  void aBrokerThatNeverAnswersIsGivenUp(int level, String connack) throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").level(level).persistent().bytes());
      try (var upstream = gate.broker.accept()) {
        upstream.readPacket();

        gate.advance(Duration.ofSeconds(11));

        assertThat(Wire.hex(client.readToEnd())).isEqualTo(connack);
        assertThat(upstream.isEnded()).isTrue();
        assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).detail())
            .isEqualTo("the broker did not answer in time");
        assertThat(gate.gate.counters().read().upstreamFailures()).isOne();
      }
    }
  }

  /// The broker keeps whoever greets it last, and two connections may overtake each other.
  @Test
  void aNewerSessionGreetsTheBrokerWhenTheOlderOnesGreetingIsOver() throws Exception {
    try (var older = gate.connect();
        var newer = gate.connect();
        var newest = gate.connect()) {
      older.send(Wire.connect("login:P1/d1").persistent().bytes());
      var olders = gate.broker.accept();
      olders.readPacket();

      newer.send(Wire.connect("login:P1/d1").persistent().bytes());
      assertThat(older.readToEnd()).isEmpty();
      newest.send(Wire.connect("login:P1/d1").persistent().bytes());
      assertThat(newer.readToEnd()).isEmpty();
      assertThat(gate.broker.isLeftAlone()).isTrue();
      olders.close();
      try (var upstream = gate.broker.acceptMqtt3()) {
        assertThat(newest.readPacketHex()).isEqualTo("20020000");
        assertThat(gate.broker.isLeftAlone()).isTrue();
        newest.send(Wire.hex("c000"));
        assertThat(upstream.readPacketHex()).isEqualTo("c000");
      }
    }
  }

  @Test
  void aHalfConnackIsNoAnswer() throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").persistent().bytes());
      try (var upstream = gate.broker.accept()) {
        upstream.readPacket();
        upstream.send(Wire.hex("2002 00"));

        gate.advance(Duration.ofSeconds(11));

        assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020003");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "485454502f312e31", // HTTP/1.1
        "2001 00",
        "20ffffffff7f",
        "3002 0000"
      })
  void aBrokerThatSpeaksSomethingElseIsGivenUp(String answer) throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").persistent().bytes());
      try (var upstream = gate.broker.accept()) {
        upstream.readPacket();

        upstream.send(Wire.hex(answer));

        assertThat(Wire.hex(client.readToEnd())).isEqualTo("20020003");
        assertThat(upstream.isEnded()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2003 00 00 05", "2005 00 00 02 7e00", "2004 00 00 01 21"})
  void aConnackOfMqtt5AgainstTheRulesIsNoAnswer(String answer) throws Exception {
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").level(5).properties("11 0000003c").bytes());
      try (var upstream = gate.broker.accept()) {
        upstream.readPacket();

        upstream.send(Wire.hex(answer));

        assertThat(Wire.hex(client.readToEnd())).isEqualTo("2003008800");
      }
    }
  }

  @Test
  void mqtt5IsToldToComeLaterWhenTheBrokerIsLost() throws Exception {
    try (var client = loggedIn5()) {
      upstreamOf5(client).reset();

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("e0018b");
      assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).outcome()).isEqualTo("UPSTREAM_LOST");
    }
  }

  @Test
  void aBrokerThatOnlyShutsItsSideIsLostToo() throws Exception {
    try (var client = loggedIn5()) {
      upstreamOf5(client).shutOutput();

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("e0018b");
    }
  }

  @Test
  void theBrokersOwnGoodbyeIsTheLastWord() throws Exception {
    try (var client = loggedIn5();
        var upstream = upstreamOf5(client)) {
      upstream.send(Wire.hex("e0")).send(Wire.hex("02 8e 00"));
      upstream.hangUp();

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("e0028e00");
      assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).detail())
          .isEqualTo("the broker closed the connection with code 0x8E");
    }
  }

  @Test
  void whatTheBrokerSaidBeforeItWasLostStillArrives() throws Exception {
    byte[] message = Wire.publish(5, "/P1/d1/x", 0, 0, "z".repeat(60_000));
    try (var client = loggedIn5();
        var upstream = upstreamOf5(client)) {
      for (int i = 0; i < 20; i++) {
        upstream.send(message);
      }
      upstream.hangUp();

      for (int i = 0; i < 20; i++) {
        assertThat(client.readPacket()).isEqualTo(message);
      }
      assertThat(Wire.hex(client.readToEnd())).isEqualTo("e0018b");
    }
  }

  @Test
  void aBrokerWithoutMqtt5IsNotOfferedIt() throws Exception {
    gate.broker.features = new BrokerFeatures(4, 2, true, true, true);
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").level(5).bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("2003008400");
      var event = gate.awaitEvent(EventKind.LOGIN);
      assertThat(event.outcome()).isEqualTo("PROTOCOL_VERSION");
      assertThat(event.deviceName()).isEqualTo("d1");
    }
  }

  @Test
  void whatABrokerOfMqtt5LacksStandsInTheGatesOwnConnack() throws Exception {
    gate.broker.features = new BrokerFeatures(5, 1, false, true, true);
    try (var client = gate.connect()) {
      client.send(Wire.connect("login:P1/d1").level(5).bytes());
      assertThat(client.readPacketHex())
          .isEqualTo("200f 00 00 0c 210064 2700080000 2401 2a00".replace(" ", ""));

      client.send(Wire.publish(5, "/P1/d1/x", 2, 7, "own"));

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("e0019b");
    }
  }
}
