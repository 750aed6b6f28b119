package io.mintmark.devicekit.aliyun;

import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.Registration;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.MqttClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// Dynamic registration by an MQTT CONNECT with `authType=register`: the credential is pushed on
/// `/ext/register` without being subscribed to, and the device closes. The platform wants TLS; like
/// the vendor's SDKs this goes ahead over plain TCP too if told so.
///
/// `clientId` is a template as in [AliyunLoginStyle], with `{random}`.
public record AliyunMqttRegistration(
    MqttClient mqtt, String clientId, Hmac signMethod, Duration pushLimit, RandomGenerator random)
    implements Registration {

  private static final String TOPIC = "/ext/register";

  /// Like Link SDK for C 4.2.0, which waits 5 s for the push.
  public static AliyunMqttRegistration likeC4(MqttClient mqtt, RandomGenerator random) {
    return new AliyunMqttRegistration(
        mqtt,
        "{dn}.{pk}|random={random},authType=register,securemode=2,signmethod={signmethod}|",
        Hmac.SHA256,
        Duration.ofSeconds(5),
        random);
  }

  /// Any sign method; the platform's document allows all three.
  public AliyunMqttRegistration withSignMethod(Hmac method) {
    return new AliyunMqttRegistration(mqtt, clientId, method, pushLimit, random);
  }

  @Override
  public CompletableFuture<RegistrationOutcome> register(ProductCredential burned) {
    var identity = burned.identity();
    return new PushedAnswer(mqtt, TOPIC, pushLimit)
        .ask(
            fieldsFor(burned),
            code -> new RegistrationOutcome.Refused(Integer.toString(code), "CONNACK"),
            payload -> AliyunAnswer.toPush(identity, payload));
  }

  /// What a registration sends. Tests change it and hand it to [MqttClient#connect].
  public ConnectFields fieldsFor(ProductCredential burned) {
    return PushedAnswer.connect(clientId, burned, signMethod, mqtt, random);
  }
}
