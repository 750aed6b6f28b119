package io.mintmark.devicekit.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.Await;
import io.mintmark.devicekit.CaptureServer;
import io.mintmark.devicekit.Connect;
import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.Endpoint;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.MqttClient;
import io.mintmark.devicekit.wire.Network;
import io.mintmark.devicekit.wire.Trust;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliyunLoginTest {

  private static final Credential UNIT =
      new Credential(
          new DeviceIdentity("a1CapTure01", "dev-pre-001"), "0123456789abcdef0123456789abcdef");

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
  void theC4LoginOverTlsIsTheOneCaptured() {
    var fields = overTls(AliyunLoginStyle.linkSdkC4(), 0).fieldsFor(UNIT);

    assertThat(fields)
        .isEqualTo(
            ConnectFields.mqtt311(
                "a1CapTure01.dev-pre-001|timestamp=2524608000000,_ss=1,_v=sdk-c-4.2.0,"
                    + "securemode=2,signmethod=hmacsha256,ext=3,_conn=tls_2d|",
                "dev-pre-001&a1CapTure01",
                "ABDB9530F6FD72025E9AE2FC5DA223A19663D45A3141D6D716D9F8A51363D767",
                true,
                1200));
  }

  @Test
  void theC3LoginOverTlsIsTheOneCaptured() {
    var fields = overTls(AliyunLoginStyle.linkKitC3(), 0).fieldsFor(UNIT);

    assertThat(fields)
        .isEqualTo(
            ConnectFields.mqtt311(
                "a1CapTure01.dev-pre-001|timestamp=2524608000000,_v=sdk-c-3.2.0,securemode=2,"
                    + "signmethod=hmacsha256,lan=C,_ss=1,gw=0,ext=0|",
                "dev-pre-001&a1CapTure01",
                "ABDB9530F6FD72025E9AE2FC5DA223A19663D45A3141D6D716D9F8A51363D767",
                false,
                120));
  }

  @ParameterizedTest
  @CsvSource({
    "MD5, 1795177091836, ae6d0c41c0265bbab185bea8d0ee75e0",
    "SHA1, 1795177093093, c9439bf7c5f3e6adbd62216c4e32c9a8bd1c01fc",
    "SHA256, 1795177094427, 3e93a7d32d253e97e12f1d3e6f5359df84d4ad300a70e325696a5ab4418ab470",
  })
  void theOldNodeLoginKeepsItsLineBreaksAndDoesNotSignThem(
      Hmac method, long millis, String signature) {
    var login = overTcp(AliyunLoginStyle.oldNodeJs().withSignMethod(method), millis);

    var fields = login.fieldsFor(UNIT);

    assertThat(fields.clientId())
        .isEqualTo(
            "a1CapTure01&dev-pre-001_aliyun-iot-device-sdk-js|securemode=3,\n"
                + "        signmethod="
                + method.wireName()
                + ",\n"
                + "        timestamp="
                + millis
                + "|");
    assertThat(fields.password()).isEqualTo(signature);
  }

  @Test
  void theNodeLoginIsTheOneCaptured() {
    var fields = overTcp(AliyunLoginStyle.nodeJs(), 1795177047463L).fieldsFor(UNIT);

    assertThat(fields.clientId())
        .isEqualTo(
            "a1CapTure01&dev-pre-001|securemode=3,signmethod=hmacsha1,timestamp=1795177047463,"
                + "lan=NodeJS,_v=1.2.8|");
    assertThat(fields.cleanSession()).isFalse();
    assertThat(fields.keepAliveSeconds()).isEqualTo(60);
  }

  @Test
  void aLoginWithoutTimestampSignsNone() {
    var style = AliyunLoginStyle.withoutTimestamp().withUpperCaseHex(false);

    var fields = overTcp(style, 1).fieldsFor(UNIT);

    assertThat(fields.clientId())
        .startsWith("dev-pre-001&a1CapTure01|")
        .doesNotContain("timestamp");
    assertThat(fields.password()).isEqualTo("1f4db542d482c9ce59326e67a3cddc6afa6f7d9b");
  }

  @Test
  void aClientIdOfOnesOwnKeepsItsExtraParameters() {
    var style =
        AliyunLoginStyle.linkSdkC4()
            .withClientId("anything|mykey=1,signmethod={signmethod},securemode={securemode}|")
            .withSignMethod(Hmac.MD5);

    var fields = overTcp(style, 0).fieldsFor(UNIT);

    assertThat(fields.clientId()).isEqualTo("anything|mykey=1,signmethod=hmacmd5,securemode=3|");
  }

  @Test
  void theFieldsReachTheWireInTheirPlaces() throws IOException {
    var seen = new CompletableFuture<Connect>();
    try (var server =
        CaptureServer.plain(
            wire -> {
              seen.complete(Connect.read(wire.readPacket()));
              wire.sendHex("20 02 00 04");
              wire.expectClose();
            })) {
      var login =
          new AliyunLogin(
              MqttClient.to(network, server.endpoint()),
              AliyunLoginStyle.linkKitC3(),
              InstantSource.fixed(Instant.EPOCH));

      var outcome = Await.outcome(login.login(UNIT, MessageListener.DEAF));

      assertThat(outcome).isEqualTo(new LoginOutcome.Refused(4));
      assertThat(Await.outcome(seen))
          .isEqualTo(
              new Connect(
                  "MQTT",
                  4,
                  0xC0,
                  120,
                  "a1CapTure01.dev-pre-001|timestamp=2524608000000,_v=sdk-c-3.2.0,securemode=3,"
                      + "signmethod=hmacsha256,lan=C,_ss=1,gw=0,ext=0|",
                  "dev-pre-001&a1CapTure01",
                  "ABDB9530F6FD72025E9AE2FC5DA223A19663D45A3141D6D716D9F8A51363D767"));
    }
  }

  private static AliyunLogin overTls(AliyunLoginStyle style, long millis) {
    return over(Endpoint.tls("localhost", 8883, Trust.ofJava()), style, millis);
  }

  private static AliyunLogin overTcp(AliyunLoginStyle style, long millis) {
    return over(Endpoint.plain("localhost", 1883), style, millis);
  }

  private static AliyunLogin over(Endpoint endpoint, AliyunLoginStyle style, long millis) {
    return new AliyunLogin(
        MqttClient.to(network, endpoint), style, InstantSource.fixed(Instant.ofEpochMilli(millis)));
  }
}
