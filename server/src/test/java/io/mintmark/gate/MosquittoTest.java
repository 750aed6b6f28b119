package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.broker.BrokerFeatures;
import io.mintmark.broker.RealBroker;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Mosquitto, which can all that the gate passes on.
class MosquittoTest extends ExternalBrokerContract {

  @Override
  RealBroker newBroker(Path itsFolder, Path certificates) throws IOException {
    return RealBroker.mosquitto(itsFolder, certificates);
  }

  @Test
  void itIsFoundToDoEverything() throws Exception {
    start(false);

    assertThat(link().features()).isEqualTo(BrokerFeatures.ALL);
    assertThat(link().limits().receiveMaximum()).isEqualTo(20);
  }

  @Test
  void mqtt5IsSpokenButTopicsAreNeverAliased() throws Exception {
    start(false);
    try (var early = gate.connect();
        var late = gate.connect()) {
      early.send(Wire.connect("login:P1/e").level(5).properties("11 0000003c 22 000a").bytes());
      late.send(Wire.connect("login:P1/l").level(5).bytes());

      assertThat(early.readPacketHex())
          .isEqualTo("200b 0000 08 210014 2700080000".replace(" ", ""));
      assertThat(late.readPacketHex()).isEqualTo("200b 0000 08 210014 2700080000".replace(" ", ""));
    }
  }

  @Test
  void sharedSubscriptionsAndNamesWithDotsGoThrough() throws Exception {
    start(false);
    try (var program = program();
        var device = gate.loggedIn("a.b")) {
      subscribe(program, "$share/group//P1/#");

      device.send(Wire.publish(4, "/P1/a.b/up", 0, 0, "21"));

      assertThat(program.readPacket()).isEqualTo(Wire.publish(4, "/P1/a.b/up", 0, 0, "21"));
    }
  }

  @Test
  void qos2IsBroughtToItsEnd() throws Exception {
    start(false);
    try (var device = gate.loggedIn("d1")) {
      device.send(Wire.publish(4, "/P1/d1/up", 2, 7, "21"));
      assertThat(device.readPacketHex()).isEqualTo("50020007");

      device.send(Wire.hex("62020007"));

      assertThat(device.readPacketHex()).isEqualTo("70020007");
    }
  }
}
