package io.mintmark.devicekit.aliyun;

import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.Login;
import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.MqttClient;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// MQTT login with a DeviceSecret.
public record AliyunLogin(MqttClient mqtt, AliyunLoginStyle style, InstantSource clock)
    implements Login {

  @Override
  public CompletableFuture<LoginOutcome> login(Credential credential, MessageListener listener) {
    return mqtt.connect(fieldsFor(credential), listener);
  }

  /// What a login sends. Tests change it and hand it to [MqttClient#connect].
  public ConnectFields fieldsFor(Credential credential) {
    var identity = credential.identity();
    var timestamp = timestamp();
    var clientId =
        ClientId.fill(style.clientId(), identity, style.signMethod(), mqtt.endpoint())
            .replace("{timestamp}", timestamp);
    var signature =
        AliyunSignature.forLogin(
            style.signMethod(),
            credential.deviceSecret(),
            identity,
            ClientId.base(clientId),
            style.clientId().contains("{timestamp}") ? Optional.of(timestamp) : Optional.empty());
    return ConnectFields.mqtt311(
        clientId,
        ClientId.username(identity),
        style.upperCaseHex() ? signature.toUpperCase(Locale.ROOT) : signature,
        style.cleanSession(),
        style.keepAliveSeconds());
  }

  private String timestamp() {
    return switch (style.timestamp()) {
      case YEAR_2050 -> "2524608000000";
      case NOW_MILLIS -> Long.toString(clock.instant().toEpochMilli());
      case NOW_SECONDS -> Long.toString(clock.instant().getEpochSecond());
    };
  }
}
