package io.mintmark.devicekit.aliyun;

import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.ProductCredential;
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
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/// The answer to a registration over MQTT: pushed on a topic that the device never subscribed to,
/// after which the device closes. Other topics are passed over, as the vendor's SDKs do.
record PushedAnswer(MqttClient mqtt, String topic, Duration limit) {

  /// Makes an outcome of a payload.
  interface Reader<T> {
    T read(String payload) throws UnreadableAnswer;
  }

  /// What a registration sends.
  ///
  /// @param template of the client id, as in [AliyunLoginStyle], with `{random}`
  static ConnectFields connect(
      String template,
      ProductCredential burned,
      Hmac signMethod,
      MqttClient mqtt,
      RandomGenerator random) {
    var identity = burned.identity();
    var once = Long.toString(Integer.toUnsignedLong(random.nextInt()));
    var id =
        ClientId.fill(template, identity, signMethod, mqtt.endpoint()).replace("{random}", once);
    var sign = AliyunSignature.forRegistration(signMethod, burned.productSecret(), identity, once);
    return ConnectFields.mqtt311(
        id, ClientId.username(identity), sign.toUpperCase(Locale.ROOT), true, 1200);
  }

  <T> CompletableFuture<T> ask(ConnectFields fields, IntFunction<T> refused, Reader<T> reader) {
    var push = new CompletableFuture<Message>();
    return mqtt.connect(
            fields,
            (_, message) -> {
              if (message.topic().equals(topic)) {
                push.complete(message);
              }
            })
        .thenCompose(
            answer ->
                switch (answer) {
                  case LoginOutcome.Refused(int code) ->
                      CompletableFuture.completedFuture(refused.apply(code));
                  case LoginOutcome.Connected(var session, _) -> await(push, session, reader);
                });
  }

  /// The session is closed in every case, without DISCONNECT, as the C SDK does.
  private <T> CompletableFuture<T> await(
      CompletableFuture<Message> push, Session session, Reader<T> reader) {
    var _ =
        session
            .closed()
            .thenRun(() -> push.completeExceptionally(new EOFException("closed before the push")));
    return push.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(named(failure)))
        .thenApply(
            message -> {
              try {
                return reader.read(message.text());
              } catch (UnreadableAnswer e) {
                throw new CompletionException(e);
              }
            })
        .whenComplete((_, _) -> session.abort());
  }

  private Throwable named(Throwable failure) {
    return failure instanceof TimeoutException
        ? new SocketTimeoutException("no push in " + limit)
        : failure;
  }
}
