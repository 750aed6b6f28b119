package io.mintmark.devicekit.aliyun;

import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.MqttClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// Unlisted registration by an MQTT CONNECT with `authType=regnwl`: a ClientID and a DeviceToken
/// are pushed on `/ext/regnwl` without being subscribed to, and the device closes.
///
/// `clientId` is a template as in [AliyunLoginStyle], with `{random}`.
public record AliyunUnlistedRegistration(
    MqttClient mqtt,
    String clientId,
    Hmac signMethod,
    String topic,
    Duration pushLimit,
    RandomGenerator random) {

  /// Like Link SDK for C 4.2.0, which says securemode 2 and waits 5 s for the push.
  public static AliyunUnlistedRegistration likeC4(MqttClient mqtt, RandomGenerator random) {
    return new AliyunUnlistedRegistration(
        mqtt,
        "{dn}.{pk}|random={random},authType=regnwl,securemode=2,signmethod={signmethod},"
            + "instanceId=iot-060a0bcd|",
        Hmac.SHA256,
        "/ext/regnwl",
        Duration.ofSeconds(5),
        random);
  }

  /// As the vendor's page of 2020 has it: securemode -2, and the answer on `/ext/register`.
  public static AliyunUnlistedRegistration asDocumented(MqttClient mqtt, RandomGenerator random) {
    return new AliyunUnlistedRegistration(
        mqtt,
        "{dn}|securemode=-2,authType=regnwl,random={random},signmethod={signmethod}|",
        Hmac.SHA256,
        "/ext/register",
        Duration.ofSeconds(5),
        random);
  }

  /// Does not block; fails as [io.mintmark.devicekit.Registration#register] does.
  public CompletableFuture<UnlistedOutcome> register(ProductCredential burned) {
    var identity = burned.identity();
    return new PushedAnswer(mqtt, topic, pushLimit)
        .ask(
            fieldsFor(burned),
            UnlistedOutcome.Refused::new,
            payload -> AliyunAnswer.toUnlistedPush(identity, payload));
  }

  /// What a registration sends. Tests change it and hand it to [MqttClient#connect].
  public ConnectFields fieldsFor(ProductCredential burned) {
    return PushedAnswer.connect(clientId, burned, signMethod, mqtt, random);
  }
}
