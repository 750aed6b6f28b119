package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.broker.BrokerFeatures;
import io.mintmark.broker.RealBroker;
import io.mintmark.event.EventKind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RabbitMQ 3.10 with its MQTT plugin: no MQTT 5, no QoS 2, no shared subscriptions, and no
/// difference between a dot and a slash. The gate says so, where the broker would hang up, answer
/// wrongly, or mix up two devices.
class RabbitMqTest extends ExternalBrokerContract {

  @Override
  RealBroker newBroker(Path itsFolder, Path certificates) throws IOException {
    return RealBroker.rabbitMq(itsFolder, certificates);
  }

  @Test
  void itIsFoundOutWhatItLacks() throws Exception {
    start(false);

    assertThat(link().features()).isEqualTo(new BrokerFeatures(4, 1, false, true, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"login:P1/d1", TestGate.KEY_ID})
  void mqtt5IsRefusedAsAVersionThatIsNotSpoken(String username) throws Exception {
    start(false);
    try (var client = gate.connect()) {
      client.send(Wire.connect(username).level(5).bytes());

      assertThat(Wire.hex(client.readToEnd())).isEqualTo("2003008400");
      assertThat(gate.awaitEvent(EventKind.LOGIN).outcome()).isEqualTo("PROTOCOL_VERSION");
    }
  }

  @Test
  void aMessageOfQos2EndsTheSession() throws Exception {
    start(false);
    try (var device = gate.loggedIn("d1")) {
      device.send(Wire.publish(4, "/P1/d1/up", 2, 7, "21"));

      assertThat(device.isEnded()).isTrue();
      assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).outcome())
          .isEqualTo("QOS_NOT_SUPPORTED");
    }
  }

  @Test
  void aDeviceWithADotInItsNameCannotReachTheOneBeforeTheDot() throws Exception {
    start(false);
    try (var victim = gate.loggedIn("a");
        var dotted = gate.loggedIn("a.b");
        var program = program()) {
      subscribe(victim, "/P1/a/#");

      dotted.send(Wire.publish(4, "/P1/a.b/x", 1, 7, "for a?"));

      assertThat(dotted.readPacketHex()).isEqualTo("40020007");
      assertThat(gate.awaitEvent(EventKind.MESSAGE_REFUSED).detail())
          .isEqualTo("publish /P1/a.b/x");
      byte[] after = Wire.publish(4, "/P1/a/after", 0, 0, "after");
      program.send(after);
      assertThat(victim.readPacket()).isEqualTo(after);
    }
  }

  @Test
  void aSharedSubscriptionIsRefusedRatherThanSilentlyDeaf() throws Exception {
    start(false);
    try (var program = program()) {
      program.send(Wire.subscribe(4, 9, "$share/group//P1/#"));

      assertThat(program.readPacketHex()).isEqualTo("9003000980");
    }
  }
}
