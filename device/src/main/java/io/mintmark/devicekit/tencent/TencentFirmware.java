package io.mintmark.devicekit.tencent;

import io.mintmark.devicekit.Firmware;
import io.mintmark.devicekit.wire.HttpClient;
import io.mintmark.devicekit.wire.MqttClient;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Devices on the vendor's C SDKs, the usual case. Others are put together from
/// [TencentRegistration] and [TencentLogin].
public final class TencentFirmware {

  private TencentFirmware() {}

  /// C SDK for IoT Explorer 3.2.1, registering at `/register/dev`.
  public static Firmware explorerC(
      HttpClient http, MqttClient mqtt, InstantSource clock, RandomGenerator random) {
    return firmware(http, mqtt, new FirstGeneration(), clock, random);
  }

  /// C SDK for IoT Hub 3.3.0, registering at `/device/register`.
  public static Firmware hubC(
      HttpClient http, MqttClient mqtt, InstantSource clock, RandomGenerator random) {
    return firmware(http, mqtt, SecondGeneration.likeC(), clock, random);
  }

  private static Firmware firmware(
      HttpClient http,
      MqttClient mqtt,
      Generation generation,
      InstantSource clock,
      RandomGenerator random) {
    return new Firmware(
        new TencentRegistration(http, generation, clock, random),
        new TencentLogin(mqtt, TencentLoginStyle.likeC(), clock, random));
  }
}
