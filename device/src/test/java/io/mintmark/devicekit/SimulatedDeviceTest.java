package io.mintmark.devicekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.devicekit.aliyun.AliyunFirmware;
import io.mintmark.devicekit.tencent.TencentFirmware;
import io.mintmark.devicekit.wire.HttpClient;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.MqttClient;
import io.mintmark.devicekit.wire.Network;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatedDeviceTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final DeviceIdentity ALIYUN_UNIT = new DeviceIdentity("a1CapTure01", "dev-1");
  private static final ProductCredential ALIYUN_BURNED =
      new ProductCredential(ALIYUN_UNIT, "PsCapture0123456");
  private static final Credential ALIYUN_OWN = new Credential(ALIYUN_UNIT, "0123456789abcdef");
  private static final String ALIYUN_PUSH =
      "{\"productKey\":\"a1CapTure01\",\"deviceName\":\"dev-1\","
          + "\"deviceSecret\":\"0123456789abcdef\"}";

  private static Network network;

  private final CredentialStore store = new MemoryCredentialStore();

  @BeforeAll
  static void start() {
    network = Network.start(1);
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @Test
  void aTencentDeviceRegistersStoresAndLogsIn() throws IOException {
    var identity = new DeviceIdentity("QTV4XN8ZKD", "dev-0001");
    var burned = new ProductCredential(identity, "Zx8Kq2Lm5Np7Rt9Uv3Wy6Ab1");
    try (var http =
            CaptureServer.plain(
                wire -> {
                  wire.readRequest();
                  wire.answer(
                      "{\"Response\":{\"Len\":53,\"Payload\":\"zZTdcrcP0RkTUvejoDvFZNRssa/xFK6nqgEk"
                          + "A/U8e233GWPd56sxhddwwdBa3U5O3hP28BxYbZ7ycD3jntASEA==\"}}");
                });
        var mqtt = CaptureServer.plain(SimulatedDeviceTest::admit)) {
      var firmware =
          TencentFirmware.hubC(
              HttpClient.connectingAnew(network, http.endpoint()),
              MqttClient.to(network, mqtt.endpoint()),
              CLOCK,
              new FixedRandom(1));
      var device = new SimulatedDevice(burned, firmware, store, MessageListener.DEAF);

      var outcome = Await.outcome(device.start());

      assertThat(store.find(identity))
          .contains(new Credential(identity, "AAECAwQFBgcICQoLDA0ODw=="));
      assertThat(online(outcome).registeredNow()).isTrue();
      online(outcome).session().disconnect();
    }
  }

  @Test
  void anAliyunDeviceRegistersOnItsFirstConnectionAndLogsInOnItsSecond() throws IOException {
    var connects = new AtomicInteger();
    try (var server =
        CaptureServer.plain(
            wire -> {
              var connect = Connect.read(wire.readPacket());
              wire.sendHex("20 02 00 00");
              boolean registers = connects.getAndIncrement() == 0;
              assertThat(connect.clientId().contains("authType=register")).isEqualTo(registers);
              if (registers) {
                wire.publish("/ext/register", ALIYUN_PUSH, 0);
              }
              wire.drain();
            })) {

      var outcome = Await.outcome(aliyun(server, ALIYUN_BURNED).start());

      assertThat(store.find(ALIYUN_UNIT)).contains(ALIYUN_OWN);
      online(outcome).session().disconnect();
      assertThat(online(outcome).registeredNow()).isTrue();
    }
  }

  @Test
  void aDeviceThatHasACredentialDoesNotRegisterAgain() throws IOException {
    store.save(ALIYUN_OWN);
    try (var server = CaptureServer.plain(SimulatedDeviceTest::admitLogin)) {

      var outcome = Await.outcome(aliyun(server, ALIYUN_BURNED).start());

      assertThat(online(outcome).registeredNow()).isFalse();
      assertThat(server.connections()).isEqualTo(1);
      online(outcome).session().disconnect();
    }
  }

  @Test
  void aDeviceBurnedWithItsOwnSecretLogsInStraightAway() throws IOException {
    try (var server = CaptureServer.plain(SimulatedDeviceTest::admitLogin)) {

      var outcome = Await.outcome(aliyun(server, ALIYUN_OWN).start());

      assertThat(online(outcome).registeredNow()).isFalse();
      online(outcome).session().disconnect();
    }
  }

  @Test
  void aRefusedRegistrationStoresNothing() throws IOException {
    try (var server = refusing(4)) {

      var outcome = Await.outcome(aliyun(server, ALIYUN_BURNED).start());

      assertThat(outcome).isEqualTo(new StartOutcome.RegistrationRefused("4", "CONNACK"));
      assertThat(store.find(ALIYUN_UNIT)).isEmpty();
    }
  }

  @Test
  void aRefusedLoginKeepsTheCredential() throws IOException {
    store.save(ALIYUN_OWN);
    try (var server = refusing(5)) {

      var outcome = Await.outcome(aliyun(server, ALIYUN_BURNED).start());

      assertThat(outcome).isEqualTo(new StartOutcome.LoginRefused(5, false));
      assertThat(store.find(ALIYUN_UNIT)).contains(ALIYUN_OWN);
    }
  }

  @Test
  void aCredentialThatCannotBeKeptIsNotUsed() throws IOException {
    var full =
        new CredentialStore() {
          @Override
          public Optional<Credential> find(DeviceIdentity identity) {
            return Optional.empty();
          }

          @Override
          public void save(Credential credential) throws IOException {
            throw new IOException("flash is full");
          }

          @Override
          public void forget(DeviceIdentity identity) {}
        };
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readPacket();
              wire.sendHex("20 02 00 00");
              wire.publish("/ext/register", ALIYUN_PUSH, 0);
              wire.expectClose();
            })) {
      var device = new SimulatedDevice(ALIYUN_BURNED, firmware(server), full, MessageListener.DEAF);

      assertThatThrownBy(() -> Await.outcome(device.start())).hasMessage("flash is full");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aPatientDeviceTriesAgainWhileTheServerIsUnavailableOrCutsItOff() throws IOException {
    var connects = new AtomicInteger();
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readPacket();
              switch (connects.getAndIncrement()) {
                case 0 -> wire.sendHex("20 02 00 03");
                case 1 -> {}
                default -> wire.sendHex("20 02 00 00");
              }
              if (connects.get() > 2) {
                wire.drain();
              }
            })) {

      var outcome = Await.outcome(aliyun(server, ALIYUN_OWN).start(quickly(5)));

      assertThat(connects).hasValue(3);
      online(outcome).session().disconnect();
    }
  }

  @Test
  void patienceEndsWithTheAttempts() throws IOException {
    try (var server = CaptureServer.plain(wire -> wire.readPacket())) {
      var device = aliyun(server, ALIYUN_OWN);

      assertThatThrownBy(() -> Await.outcome(device.start(quickly(3))))
          .isInstanceOf(EOFException.class);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void aRefusalIsNotTriedAgain() throws IOException {
    try (var server = refusing(4)) {

      var outcome = Await.outcome(aliyun(server, ALIYUN_OWN).start(quickly(3)));

      assertThat(outcome).isEqualTo(new StartOutcome.LoginRefused(4, false));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void waitsDoubleUpToTheLongest() {
    var backOff = new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(60), 9, new FixedRandom(0));

    assertThat(backOff.waitAfter(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backOff.waitAfter(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(backOff.waitAfter(80)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void noSecretIsPrinted() {
    assertThat(ALIYUN_BURNED.toString()).contains("dev-1").doesNotContain("PsCapture");
    assertThat(ALIYUN_OWN.toString()).contains("dev-1").doesNotContain("0123456789");
  }

  private static BackOff quickly(int attempts) {
    return new BackOff(Duration.ofMillis(2), Duration.ofMillis(4), attempts, new FixedRandom(0));
  }

  private SimulatedDevice aliyun(CaptureServer server, Burned burned) {
    return new SimulatedDevice(burned, firmware(server), store, MessageListener.DEAF);
  }

  private static Firmware firmware(CaptureServer server) {
    return AliyunFirmware.registeringOverMqtt(
        MqttClient.to(network, server.endpoint()), CLOCK, new FixedRandom(1));
  }

  private static CaptureServer refusing(int code) throws IOException {
    return CaptureServer.plain(
        wire -> {
          wire.readPacket();
          wire.sendHex("20 02 00 0" + code);
          wire.expectClose();
        });
  }

  private static void admit(Wire wire) throws IOException {
    wire.readPacket();
    wire.sendHex("20 02 00 00");
    wire.drain();
  }

  private static void admitLogin(Wire wire) throws IOException {
    assertThat(Connect.read(wire.readPacket()).clientId()).doesNotContain("authType");
    wire.sendHex("20 02 00 00");
    wire.drain();
  }

  private static StartOutcome.Online online(StartOutcome outcome) {
    assertThat(outcome).isInstanceOf(StartOutcome.Online.class);
    return (StartOutcome.Online) outcome;
  }
}
