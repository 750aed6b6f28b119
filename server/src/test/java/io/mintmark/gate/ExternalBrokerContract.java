package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.broker.BrokerUrl;
import io.mintmark.broker.ExternalBroker;
import io.mintmark.broker.ExternalBrokerSettings;
import io.mintmark.broker.RealBroker;
import io.mintmark.certificate.CertificateAuthority;
import io.mintmark.event.EventKind;
import io.mintmark.vault.SecretText;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The gate before a broker that runs elsewhere: what holds with each of them, over plain TCP and
/// over TLS.
@ExtendWith(LeakWatch.class)
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
abstract class ExternalBrokerContract {

  @TempDir static Path folder;

  RealBroker real;
  private Path certificates;
  private ExternalBroker link;
  TestGate gate;

  abstract RealBroker newBroker(Path itsFolder, Path certificates) throws IOException;

  @BeforeAll
  void startBroker() throws IOException {
    certificates = folder.resolve(getClass().getSimpleName() + "-certificates");
    CertificateAuthority.open(certificates, new SecureRandom(), InstantSource.system())
        .serverCertificates(List.of("localhost"));
    real = newBroker(folder.resolve(getClass().getSimpleName()), certificates);
    real.start();
  }

  @BeforeEach
  void reviveBroker() throws IOException {
    if (!real.isRunning()) {
      real.start();
    }
  }

  @AfterAll
  void stopBroker() {
    real.close();
  }

  @AfterEach
  void stop() throws IOException {
    if (gate != null) {
      gate.close();
      link.close();
    }
  }

  void start(boolean encrypted) throws IOException {
    start(encrypted, "localhost", RealBroker.PASSWORD, Optional.of(certificates.resolve("ca.pem")));
  }

  void start(boolean encrypted, String host, String password, Optional<Path> trusted)
      throws IOException {
    link =
        new ExternalBroker(
            new ExternalBrokerSettings(
                new BrokerUrl(encrypted, host, encrypted ? real.tlsPort : real.plainPort),
                RealBroker.USER,
                SecretText.of(password),
                trusted,
                512 * 1024,
                folder.resolve(getClass().getSimpleName() + "-sessions")));
    link.start();
    gate = new TestGate(GateSettings.DEFAULT, link);
  }

  ExternalBroker link() {
    return link;
  }

  RawClient program() throws IOException {
    RawClient program = gate.connect();
    program.send(Wire.connect(TestGate.KEY_ID).clientId("program").bytes());
    assertThat(program.readPacketHex()).isEqualTo("20020000");
    return program;
  }

  void subscribe(RawClient client, String filter) throws IOException {
    client.send(Wire.subscribe(4, 9, filter));
    assertThat(client.readPacketHex()).isEqualTo("9003000901");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void messagesGoBothWays(boolean encrypted) throws Exception {
    start(encrypted);
    try (var program = program();
        var device = gate.loggedIn("both-ways")) {
      subscribe(program, "/P1/+/up");
      subscribe(device, "/P1/both-ways/down");

      device.send(Wire.publish(4, "/P1/both-ways/up", 1, 7, "21"));
      program.send(Wire.publish(4, "/P1/both-ways/down", 0, 0, "on"));

      assertThat(device.readPackets(2))
          .containsExactlyInAnyOrder(
              "40020007", Wire.hex(Wire.publish(4, "/P1/both-ways/down", 0, 0, "on")));
      assertThat(program.readPacketHex()).contains(Wire.hex(Wire.text("/P1/both-ways/up")));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLargeMessageArrivesWhole(boolean encrypted) throws Exception {
    start(encrypted);
    try (var program = program();
        var device = gate.loggedIn("large")) {
      subscribe(program, "/P1/large/up");
      byte[] message = Wire.publish(4, "/P1/large/up", 0, 0, "x".repeat(256 * 1024));

      device.send(message);

      assertThat(program.readPacket()).isEqualTo(message);
    }
  }

  @Test
  void messagesForADeviceThatIsAwayWaitForIt() throws Exception {
    start(false);
    try (var first = gate.connect()) {
      first.send(Wire.connect("login:P1/away").persistent().bytes());
      assertThat(first.readPacketHex()).startsWith("2002");
      subscribe(first, "/P1/away/down");
      first.send(Wire.DISCONNECT);
      first.isEnded();
    }
    try (var program = program()) {
      program.send(Wire.publish(4, "/P1/away/down", 1, 3, "later"));
      assertThat(program.readPacketHex()).isEqualTo("40020003");
    }
    try (var second = gate.connect()) {
      second.send(Wire.connect("login:P1/away").persistent().bytes());

      assertThat(second.readPacketHex()).isEqualTo("20020100");
      assertThat(second.readPacketHex()).contains(Wire.hex(Wire.text("/P1/away/down")));
    }
  }

  @Test
  void aCleanLoginEndsTheSessionThatTheBrokerKeptAlsoAfterAnotherStart() throws Exception {
    start(false);
    try (var first = gate.connect()) {
      first.send(Wire.connect("login:P1/kept").persistent().bytes());
      first.readPacket();
      subscribe(first, "/P1/kept/down");
    }
    gate.close();
    link.close();
    start(false);
    gate.loggedIn("kept").close();

    try (var third = gate.connect()) {
      third.send(Wire.connect("login:P1/kept").persistent().bytes());

      assertThat(third.readPacketHex()).isEqualTo("20020000"); // no session present
    }
  }

  @Test
  void aNewerLoginTakesOverAtTheBrokerToo() throws Exception {
    start(false);
    try (var older = gate.connect();
        var newer = gate.connect()) {
      older.send(Wire.connect("login:P1/taken").persistent().bytes());
      older.readPacket();
      subscribe(older, "/P1/taken/down");

      newer.send(Wire.connect("login:P1/taken").persistent().bytes());

      assertThat(newer.readPacketHex()).isEqualTo("20020100");
      assertThat(older.isEnded()).isTrue();
      assertThat(gate.outcomes(EventKind.SESSION_CLOSED)).containsExactly("TAKEN_OVER");
    }
  }

  @Test
  void aWillIsSentWhenADeviceVanishes() throws Exception {
    start(false);
    try (var program = program()) {
      subscribe(program, "/P1/+/gone");
      try (var device = gate.connect()) {
        device.send(Wire.connect("login:P1/will").will("/P1/will/gone", "bye").bytes());
        device.readPacket();
      }

      assertThat(program.readPacketHex()).contains(Wire.hex(Wire.text("/P1/will/gone")));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBrokerThatDiesEndsItsSessionsAndDevicesComeBackWithIt(boolean encrypted) throws Exception {
    start(encrypted);
    gate.loggedIn("alone").close(); // from now on known to have nothing at the broker
    try (var through = gate.loggedIn("through");
        var alone = gate.loggedIn("alone")) {
      subscribe(through, "/P1/through/down");

      real.kill();

      assertThat(through.isEnded()).isTrue();
      TestGate.await(() -> gate.outcomes(EventKind.SESSION_CLOSED).contains("UPSTREAM_LOST"));
      assertThat(gate.events.getLast().deviceName()).isEqualTo("through");
      alone.send(Wire.PINGREQ);
      assertThat(alone.readPacket()).isEqualTo(Wire.PINGRESP);
      try (var early = gate.connect()) {
        early.send(Wire.connect("login:P1/through").persistent().bytes());
        assertThat(Wire.hex(early.readToEnd())).isEqualTo("20020003");
      }
    }
    real.start();
    try (var back = gate.connect()) {
      back.send(Wire.connect("login:P1/through").bytes());
      assertThat(back.readPacketHex()).isEqualTo("20020000");
      subscribe(back, "/P1/through/down");
      assertThat(gate.gate.counters().read().upstreamFailures()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProgramThatReadsNothingCostsTheGateLittleWhileAFleetFloodsIt(boolean encrypted)
      throws Exception {
    start(encrypted);
    byte[] message = Wire.publish(4, "/P1/flood/up", 0, 0, "z".repeat(60_000));
    try (var deaf = program();
        var device = gate.loggedIn("flood");
        var other = gate.loggedIn("other")) {
      subscribe(deaf, "/P1/flood/up");

      for (int i = 0; i < 400; i++) { // 24 MB
        device.send(message);
      }

      device.send(Wire.PINGREQ);
      assertThat(device.readPacket()).isEqualTo(Wire.PINGRESP); // the broker has read it all
      assertThat(PooledByteBufAllocator.DEFAULT.pinnedDirectMemory()).isLessThan(8 << 20);
      subscribe(other, "/P1/other/down");
    }
  }

  @Test
  void anAccountThatTheBrokerDoesNotKnowIsServerUnavailableToDevices() throws Exception {
    start(false, "localhost", "wrong", Optional.empty());
    try (var device = gate.connect()) {
      device.send(Wire.connect("login:P1/d1").persistent().bytes());

      assertThat(Wire.hex(device.readToEnd())).isEqualTo("20020003");
      var event = gate.awaitEvent(EventKind.SESSION_CLOSED);
      assertThat(event.detail()).startsWith("the broker refused with code ");
      assertThat(gate.events.toString()).doesNotContain("wrong");
    }
  }

  @Test
  void aBrokerWhoseCertificateNobodyVouchesForIsNotTold() throws Exception {
    start(true, "localhost", RealBroker.PASSWORD, Optional.empty());
    refusesToSpeakTls();
  }

  @Test
  void aBrokerWhoseCertificateBearsAnotherNameIsNotTold() throws Exception {
    start(true, "127.0.0.1", RealBroker.PASSWORD, Optional.of(certificates.resolve("ca.pem")));
    refusesToSpeakTls();
  }

  private void refusesToSpeakTls() throws IOException {
    try (var device = gate.connect()) {
      device.send(Wire.connect("login:P1/d1").persistent().bytes());

      assertThat(Wire.hex(device.readToEnd())).isEqualTo("20020003");
      assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).detail())
          .startsWith("TLS with the broker failed: ");
    }
  }
}
