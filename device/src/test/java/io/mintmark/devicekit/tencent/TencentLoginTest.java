package io.mintmark.devicekit.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.Await;
import io.mintmark.devicekit.CaptureServer;
import io.mintmark.devicekit.Connect;
import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.FixedRandom;
import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.wire.Endpoint;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.MqttClient;
import io.mintmark.devicekit.wire.Network;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TencentLoginTest {

  private static final Credential UNIT =
      new Credential(new DeviceIdentity("QTV4XN8ZKD", "dev-0001"), "AAECAwQFBgcICQoLDA0ODw==");
  private static final Endpoint ANYWHERE = Endpoint.plain("localhost", 1883);

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
  void thePythonSdkSpeaksMqtt31WithALongClientIdAndMilliseconds() throws IOException {
    var seen = new CompletableFuture<Connect>();
    try (var server =
        CaptureServer.plain(
            wire -> {
              seen.complete(Connect.read(wire.readPacket()));
              wire.sendHex("20 02 00 00");
              wire.expectClose();
            })) {
      var unit =
          new Credential(new DeviceIdentity("QTV4XN8ZKD", "d".repeat(48)), UNIT.deviceSecret());
      var login = login(server.endpoint(), TencentLoginStyle.likePython(), 1795178183485L);

      var outcome = Await.outcome(login.login(unit, MessageListener.DEAF));

      var connect = Await.outcome(seen);
      var username = "QTV4XN8ZKD" + "d".repeat(48) + ";21010406;AAAAA;1795178183485";
      assertThat(connect)
          .isEqualTo(
              new Connect(
                  "MQIsdp",
                  3,
                  0xC2,
                  60,
                  "QTV4XN8ZKD" + "d".repeat(48),
                  username,
                  TencentLogin.password(Hmac.SHA1, UNIT.deviceSecret(), username)));
      assertThat(outcome).isInstanceOf(LoginOutcome.Connected.class);
      ((LoginOutcome.Connected) outcome).session().abort();
    }
  }

  @Test
  void theCSdkSpeaksMqtt311WithACutMaximum() {
    var fields = login(ANYWHERE, TencentLoginStyle.likeC(), 0).fieldsFor(UNIT);

    assertThat(fields.protocolName()).isEqualTo("MQTT");
    assertThat(fields.protocolLevel()).isEqualTo(4);
    assertThat(fields.clientId()).isEqualTo("QTV4XN8ZKDdev-0001");
    assertThat(fields.username()).isEqualTo("QTV4XN8ZKDdev-0001;21010406;AAAAA;92233720368547758");
    assertThat(fields.cleanSession()).isTrue();
  }

  @Test
  void theJavaSdkSignsWithSha256ForTenMinutes() {
    var fields = login(ANYWHERE, TencentLoginStyle.likeJava(), 1795178027_000L).fieldsFor(UNIT);

    assertThat(fields.username()).isEqualTo("QTV4XN8ZKDdev-0001;12010126;AAAAA;1795178627");
    assertThat(fields.password()).matches("[0-9a-f]{64};hmacsha256");
  }

  @Test
  void anyTextCanStandForTheExpiry() {
    var style = TencentLoginStyle.likeC().withExpiry(_ -> "soon").withMac(Hmac.SHA256);

    var fields = login(ANYWHERE, style, 0).fieldsFor(UNIT);

    assertThat(fields.username()).isEqualTo("QTV4XN8ZKDdev-0001;21010406;AAAAA;soon");
    assertThat(fields.password())
        .isEqualTo(
            TencentLogin.password(
                Hmac.SHA256, UNIT.deviceSecret(), "QTV4XN8ZKDdev-0001;21010406;AAAAA;soon"));
  }

  private static TencentLogin login(Endpoint endpoint, TencentLoginStyle style, long millis) {
    return new TencentLogin(
        MqttClient.to(network, endpoint),
        style,
        InstantSource.fixed(Instant.ofEpochMilli(millis)),
        new FixedRandom(0));
  }
}
