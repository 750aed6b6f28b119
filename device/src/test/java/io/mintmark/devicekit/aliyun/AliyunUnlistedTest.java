package io.mintmark.devicekit.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.devicekit.Await;
import io.mintmark.devicekit.CaptureServer;
import io.mintmark.devicekit.Connect;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.FixedRandom;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.UnreadableAnswer;
import io.mintmark.devicekit.wire.MqttClient;
import io.mintmark.devicekit.wire.Network;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Units under a name that nobody listed.
class AliyunUnlistedTest {

  private static final ProductCredential UNIT =
      new ProductCredential(new DeviceIdentity("a1CapTure01", "dev-nwl-001"), "PsCapture0123456");

  private static final String PUSH =
      "{\"productKey\":\"a1CapTure01\",\"deviceName\":\"dev-nwl-001\","
          + "\"clientId\":\"CIDceda8741bdc2\",\"deviceToken\":\"TK7c3d86fe24dda8\"}";
  private static final UnitCredential CREDENTIAL =
      new UnitCredential(UNIT.identity(), "CIDceda8741bdc2", "TK7c3d86fe24dda8");

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
  void theConnectIsThatOfC4AndThePushedTokenIsTakenWithoutSubscribing() throws IOException {
    var seen = new CompletableFuture<Connect>();
    try (var server =
        CaptureServer.plain(
            wire -> {
              seen.complete(Connect.read(wire.readPacket()));
              wire.sendHex("20 02 00 00");
              wire.publish("/ext/register", PUSH, 0);
              wire.publish("/ext/regnwl", PUSH, 0);
              wire.expectClose();
            })) {
      var mqtt = MqttClient.to(network, server.endpoint());

      var outcome =
          Await.outcome(
              AliyunUnlistedRegistration.likeC4(mqtt, new FixedRandom(1227633181)).register(UNIT));

      assertThat(outcome).isEqualTo(new UnlistedOutcome.Admitted(CREDENTIAL));
      assertThat(Await.outcome(seen))
          .isEqualTo(
              new Connect(
                  "MQTT",
                  4,
                  0xC2,
                  1200,
                  "dev-nwl-001.a1CapTure01|random=1227633181,authType=regnwl,securemode=2,"
                      + "signmethod=hmacsha256,instanceId=iot-060a0bcd|",
                  "dev-nwl-001&a1CapTure01",
                  "0D611C0E65B814940FDC31AEE6A49EBDB89106F500F5DAD707AC9DB3527EA562"));
    }
  }

  @Test
  void firmwareThatFollowsThePageAwaitsTheAnswerOnTheOtherTopic() throws IOException {
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readPacket();
              wire.sendHex("20 02 00 00");
              wire.publish("/ext/regnwl", PUSH, 0);
              wire.publish("/ext/register", PUSH, 0);
              wire.expectClose();
            })) {
      var registration =
          AliyunUnlistedRegistration.asDocumented(
              MqttClient.to(network, server.endpoint()), new FixedRandom(1227633181));

      assertThat(Await.outcome(registration.register(UNIT)))
          .isEqualTo(new UnlistedOutcome.Admitted(CREDENTIAL));
      assertThat(registration.fieldsFor(UNIT).clientId())
          .isEqualTo(
              "dev-nwl-001|securemode=-2,authType=regnwl,random=1227633181,"
                  + "signmethod=hmacsha256|");
    }
  }

  @Test
  void aRefusedConnectIsARefusedRegistration() throws IOException {
    assertThat(outcomeOf("20 02 00 04", "")).isEqualTo(new UnlistedOutcome.Refused(4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"productKey\":\"a1CapTure01\",\"deviceName\":\"dev-nwl-001\",\"clientId\":\"C\"}",
        "{\"productKey\":\"a1CapTure01\",\"deviceName\":\"other\",\"clientId\":\"C\","
            + "\"deviceToken\":\"T\"}",
        "{\"productKey\":\"a1CapTure01\",\"deviceName\":\"dev-nwl-001\",\"clientId\": \"C\","
            + "\"deviceToken\":\"T\"}"
      })
  void aPushThatADeviceCouldNotUseIsAFailure(String push) {
    assertThatThrownBy(() -> outcomeOf("20 02 00 00", push)).isInstanceOf(UnreadableAnswer.class);
  }

  @Test
  void theLoginIsWhatC4MakesOfThePush() throws IOException {
    try (var server = CaptureServer.plain(_ -> {})) {
      var fields =
          new AliyunTokenLogin(MqttClient.to(network, server.endpoint())).fieldsFor(CREDENTIAL);

      assertThat(fields.clientId())
          .isEqualTo("CIDceda8741bdc2|authType=connwl,securemode=-2,_ss=1,ext=3,_v=sdk-c-4.2.0|");
      assertThat(fields.username()).isEqualTo("dev-nwl-001&a1CapTure01");
      assertThat(fields.password()).isEqualTo("TK7c3d86fe24dda8");
    }
  }

  private static UnlistedOutcome outcomeOf(String connack, String push) throws IOException {
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readPacket();
              wire.sendHex(connack);
              if (!push.isEmpty()) {
                wire.publish("/ext/regnwl", push, 0);
              }
              wire.expectClose();
            })) {
      var mqtt = MqttClient.to(network, server.endpoint());
      return Await.outcome(
          AliyunUnlistedRegistration.likeC4(mqtt, new FixedRandom(1)).register(UNIT));
    }
  }
}
