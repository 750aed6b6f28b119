package io.mintmark.devicekit.aliyun;

import io.mintmark.devicekit.Firmware;
import io.mintmark.devicekit.wire.HttpClient;
import io.mintmark.devicekit.wire.MqttClient;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Devices on the vendor's Link SDK for C 4.2.0, the usual case. Others are put together from
/// [AliyunHttpRegistration], [AliyunMqttRegistration] and [AliyunLogin].
public final class AliyunFirmware {

  private AliyunFirmware() {}

  public static Firmware registeringOverHttp(
      HttpClient http, MqttClient mqtt, InstantSource clock, RandomGenerator random) {
    return new Firmware(
        AliyunHttpRegistration.likeC(http, random),
        new AliyunLogin(mqtt, AliyunLoginStyle.linkSdkC4(), clock));
  }

  public static Firmware registeringOverMqtt(
      MqttClient mqtt, InstantSource clock, RandomGenerator random) {
    return new Firmware(
        AliyunMqttRegistration.likeC4(mqtt, random),
        new AliyunLogin(mqtt, AliyunLoginStyle.linkSdkC4(), clock));
  }
}
