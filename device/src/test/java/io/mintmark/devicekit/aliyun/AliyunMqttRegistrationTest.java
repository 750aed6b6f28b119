package io.mintmark.devicekit.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.devicekit.Await;
import io.mintmark.devicekit.CaptureServer;
import io.mintmark.devicekit.Connect;
import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.FixedRandom;
import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.TestAuthority;
import io.mintmark.devicekit.UnreadableAnswer;
import io.mintmark.devicekit.Wire;
import io.mintmark.devicekit.wire.MqttClient;
import io.mintmark.devicekit.wire.Network;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliyunMqttRegistrationTest {

  private static final ProductCredential UNIT =
      new ProductCredential(new DeviceIdentity("a1CapTure01", "dev-pre-001"), "PsCapture0123456");

  private static final String PUSH =
      "{\"productKey\":\"a1CapTure01\",\"deviceName\":\"dev-pre-001\","
          + "\"deviceSecret\":\"0123456789abcdef0123456789abcdef\"}";
  private static final RegistrationOutcome GRANTED =
      new RegistrationOutcome.Registered(
          new Credential(UNIT.identity(), "0123456789abcdef0123456789abcdef"));

  private static Network network;

  @BeforeAll
  static void start() {
    network = Network.start(1);
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @Test
  void overTlsTheConnectIsThatOfC4AndThePushedSecretIsTakenWithoutSubscribing() throws IOException {
    var authority = new TestAuthority();
    var seen = new CompletableFuture<Connect>();
    try (var server =
        CaptureServer.on(
            authority.listenAs("localhost"),
            wire -> {
              seen.complete(Connect.read(wire.readPacket()));
              wire.sendHex("20 02 00 00");
              wire.publish("/ext/register", PUSH, 0);
              wire.expectClose();
            })) {
      var mqtt = MqttClient.to(network, server.endpointNamed("localhost", authority.trust()));

      var outcome =
          Await.outcome(
              AliyunMqttRegistration.likeC4(mqtt, new FixedRandom(1750432041)).register(UNIT));

      assertThat(outcome).isEqualTo(GRANTED);
      assertThat(Await.outcome(seen))
          .isEqualTo(
              new Connect(
                  "MQTT",
                  4,
                  0xC2,
                  1200,
                  "dev-pre-001.a1CapTure01|random=1750432041,authType=register,securemode=2,"
                      + "signmethod=hmacsha256|",
                  "dev-pre-001&a1CapTure01",
                  "28EB50AE873DF6B5A030C03E753C041DDB923C1CA894E65FC814E7CB2DD5A939"));
    }
  }

  @Test
  void anyOfTheThreeSignMethodsCanBeUsed() throws IOException {
    try (var server = CaptureServer.plain(_ -> {})) {
      var registration = registration(server, new FixedRandom(567345)).withSignMethod(Hmac.MD5);

      var fields = registration.fieldsFor(UNIT);

      assertThat(fields.clientId()).contains("signmethod=hmacmd5");
      assertThat(fields.password()).isEqualTo("E63B8003D62C2C2641A28FF57156C386");
    }
  }

  @Test
  void aPushOfQos1IsAcknowledgedBeforeTheDeviceCloses() throws IOException {
    var ack = new CompletableFuture<byte[]>();

    var outcome =
        outcomeOf(
            wire -> {
              wire.publish("/ext/register", PUSH, 1);
              ack.complete(wire.readPacket());
              wire.expectClose();
            });

    assertThat(outcome).isEqualTo(GRANTED);
    assertThat(Await.outcome(ack)).isEqualTo(new byte[] {0x40, 2, 0, 7});
  }

  @Test
  void aServerThatClosesRightAfterThePushIsFine() throws IOException {
    var outcome = outcomeOf(wire -> wire.publish("/ext/register", PUSH, 0));

    assertThat(outcome).isEqualTo(GRANTED);
  }

  @Test
  void aRefusedConnectIsARefusedRegistration() throws IOException {
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readPacket();
              wire.sendHex("20 02 00 04");
              wire.expectClose();
            })) {

      var outcome = Await.outcome(registration(server, new FixedRandom(1)).register(UNIT));

      assertThat(outcome).isEqualTo(new RegistrationOutcome.Refused("4", "CONNACK"));
    }
  }

  @Test
  void aPushOnAnotherTopicIsNotTheDevices() {
    assertThatThrownBy(() -> outcomeOf(wire -> wire.publish("/ext/regnwl", PUSH, 0)))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void aPushThatDoesNotComeInTimeIsAFailure() throws IOException {
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readPacket();
              wire.sendHex("20 02 00 00");
              wire.expectClose();
            })) {
      var impatient =
          new AliyunMqttRegistration(
              MqttClient.to(network, server.endpoint()),
              "x|authType=register|",
              Hmac.SHA256,
              Duration.ofMillis(50),
              new FixedRandom(1));

      assertThatThrownBy(() -> Await.outcome(impatient.register(UNIT)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\":\"0123", "\": \"0123", "\" : \"0123", "\":\"\\u0030123"})
  void onlyACompactPushIsRead(String colon) throws IOException {
    var push = PUSH.replace("\":\"0123", colon);
    CaptureServer.Script script = wire -> wire.publish("/ext/register", push, 0);

    if (colon.equals("\":\"0123")) {
      assertThat(outcomeOf(script)).isEqualTo(GRANTED);
    } else {
      assertThatThrownBy(() -> outcomeOf(script)).isInstanceOf(UnreadableAnswer.class);
    }
  }

  private static RegistrationOutcome outcomeOf(CaptureServer.Script afterConnack)
      throws IOException {
    try (var server =
        CaptureServer.plain(
            (Wire wire) -> {
              wire.readPacket();
              wire.sendHex("20 02 00 00");
              afterConnack.play(wire);
            })) {
      return Await.outcome(registration(server, new FixedRandom(1)).register(UNIT));
    }
  }

  private static AliyunMqttRegistration registration(CaptureServer server, FixedRandom random) {
    return AliyunMqttRegistration.likeC4(MqttClient.to(network, server.endpoint()), random);
  }
}
