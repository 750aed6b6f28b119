package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Notice;
import io.mintmark.dialect.aliyun.AliyunDialect;
import io.mintmark.dialect.tencent.TencentDialect;
import io.mintmark.product.ProductKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What vendors' SDKs were seen to ask of the platform, in the vendors' own words.
@ExtendWith(LeakWatch.class)
@Timeout(60)
class DialectServiceTest {

  private static final byte[] NEWS = "news".getBytes(StandardCharsets.UTF_8);

  /// As the C SDK 4.2.0 sends it.
  private static final byte[] ALIYUN =
      Wire.connect("dev-pre-001&a1CapTure01")
          .clientId(
              "a1CapTure01.dev-pre-001|timestamp=2524608000000,_ss=1,_v=sdk-c-4.2.0,securemode=2,"
                  + "signmethod=hmacsha256,ext=3,|")
          .password("abdb9530f6fd72025e9ae2fc5da223a19663d45a3141d6d716d9f8a51363d767")
          .keepAlive(1200)
          .bytes();

  /// As the C hub SDK sends it.
  private static final byte[] TENCENT =
      Wire.connect("QTV4XN8ZKDdev-0001;21010406;9haMc;92233720368547758")
          .clientId("QTV4XN8ZKDdev-0001")
          .password("29420ba3f2babb447c33f84b6caf34c6e02367d9;hmacsha1")
          .keepAlive(240)
          .bytes();

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate =
        new TestGate(
            GateSettings.DEFAULT,
            null,
            List.of(new AliyunDialect(), new TencentDialect(() -> new UUID(0, 0))));
    gate.login =
        attempt -> CompletableFuture.completedFuture(TestGate.admitted(attempt.identity(), false));
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  private RawClient login(byte[] connect) throws Exception {
    RawClient client = gate.connect().send(connect);
    assertThat(client.readPacketHex()).isEqualTo("20020000");
    return client;
  }

  private static String text(byte[] packet) {
    return new String(packet, StandardCharsets.ISO_8859_1);
  }

  @Test
  void theCSdkLearnsTheTimeWithoutSubscribing() throws Exception {
    try (var client = login(ALIYUN);
        var upstream = gate.broker.acceptMqtt3()) {
      assertThat(text(upstream.readPacket())).contains("/ext/session/a1CapTure01/dev-pre-001/");
      client.send(
          Wire.publish(
              4,
              "/ext/ntp/a1CapTure01/dev-pre-001/request",
              0,
              0,
              "{\"deviceSendTime\":\"1795176848566\"}"),
          Wire.PINGREQ);

      assertThat(text(client.readPacket()))
          .matches(
              "(?s)0.*/ext/ntp/a1CapTure01/dev-pre-001/response"
                  + "\\{\"deviceSendTime\":\"1795176848566\""
                  + ",\"serverRecvTime\":\"\\d{13}\",\"serverSendTime\":\"\\d{13}\"}");
      assertThat(upstream.readPacket()).isEqualTo(Wire.PINGREQ); // and nothing before it
    }
  }

  @Test
  void theSamplesOfTencentLearnTheTime() throws Exception {
    try (var client = login(TENCENT)) {
      client.send(
          Wire.publish(
              4,
              "$sys/operation/QTV4XN8ZKD/dev-0001",
              0,
              0,
              "{\"type\":\"get\",\"resource\":[\"time\"]}"));

      assertThat(text(client.readPacket()))
          .matches(
              "(?s)0.*\\$sys/operation/result/QTV4XN8ZKD/dev-0001"
                  + "\\{\"type\":\"get\",\"time\":\\d{10}"
                  + ",\"ntptime1\":\\d{13},\"ntptime2\":\\d{13}}");
      assertThat(gate.broker.isLeftAlone()).isTrue();
    }
  }

  @Test
  void theTimeOfAnotherDeviceIsNotToBeAskedFor() throws Exception {
    try (var client = login(TENCENT)) {
      client.send(
          Wire.publish(
              4,
              "$sys/operation/QTV4XN8ZKD/dev-0002",
              1,
              7,
              "{\"type\":\"get\",\"resource\":[\"time\"]}"),
          Wire.PINGREQ);

      assertThat(client.readPacketHex()).isEqualTo("40020007");
      assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);
    }
  }

  @Test
  void aBroadcastComesOnTheVendorsTopic() throws Exception {
    try (var aliyun = login(ALIYUN);
        var tencent = login(TENCENT)) {
      gate.broker.acceptMqtt3().readPacket();
      tell("a1CapTure01", "dev-pre-001", "news");
      tell("QTV4XN8ZKD", "dev-0001", "");

      assertThat(aliyun.readPacket())
          .isEqualTo(Wire.publish(4, "/broadcast/a1CapTure01/news", 0, 0, "news"));
      assertThat(tencent.readPacket())
          .isEqualTo(Wire.publish(4, "$broadcast/rxd/QTV4XN8ZKD/dev-0001", 0, 0, "news"));
    }
  }

  private void tell(String product, String name, String broadcast) {
    var device = new DeviceIdentity(new ProductKey(product), name);
    TestGate.await(() -> gate.sessions().tell(device, new Notice.Broadcast(broadcast, NEWS)));
  }
}
