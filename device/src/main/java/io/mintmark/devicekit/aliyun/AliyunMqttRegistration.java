package io.mintmark.devicekit.aliyun;

import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.Registration;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.UnreadableAnswer;
import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.Message;
import io.mintmark.devicekit.wire.MqttClient;
import io.mintmark.devicekit.wire.Session;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    var push = new CompletableFuture<Message>();
    return mqtt.connect(
            fieldsFor(burned),
            (_, message) -> {
              if (message.topic().equals(TOPIC)) {
                push.complete(message);
              }
            })
        .thenCompose(
            answer ->
                switch (answer) {
                  case LoginOutcome.Refused(int code) ->
                      CompletableFuture.completedFuture(
                          new RegistrationOutcome.Refused(Integer.toString(code), "CONNACK"));
                  case LoginOutcome.Connected(var session, _) ->
                      credentialFrom(push, session, burned.identity());
                });
  }

  /// What a registration sends. Tests change it and hand it to [MqttClient#connect].
  public ConnectFields fieldsFor(ProductCredential burned) {
    var identity = burned.identity();
    var once = Long.toString(Integer.toUnsignedLong(random.nextInt()));
    var id =
        ClientId.fill(clientId, identity, signMethod, mqtt.endpoint()).replace("{random}", once);
    var sign = AliyunSignature.forRegistration(signMethod, burned.productSecret(), identity, once);
    return ConnectFields.mqtt311(
        id, ClientId.username(identity), sign.toUpperCase(Locale.ROOT), true, 1200);
  }

  /// The session is closed in every case, without DISCONNECT, as the C SDK does.
  private CompletableFuture<RegistrationOutcome> credentialFrom(
      CompletableFuture<Message> push, Session session, DeviceIdentity identity) {
    var _ =
        session
            .closed()
            .thenRun(() -> push.completeExceptionally(new EOFException("closed before the push")));
    return push.orTimeout(pushLimit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(named(failure)))
        .<RegistrationOutcome>thenApply(
            message -> {
              try {
                return AliyunAnswer.toPush(identity, message.text());
              } catch (UnreadableAnswer e) {
                throw new CompletionException(e);
              }
            })
        .whenComplete((_, _) -> session.abort());
  }

  private Throwable named(Throwable failure) {
    return failure instanceof TimeoutException
        ? new SocketTimeoutException("no push in " + pushLimit)
        : failure;
  }
}
