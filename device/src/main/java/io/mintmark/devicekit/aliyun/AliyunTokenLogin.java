package io.mintmark.devicekit.aliyun;

import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.MqttClient;
import java.util.concurrent.CompletableFuture;

/// MQTT login with the ClientID and DeviceToken of an unlisted registration, in the form that Link
/// SDK for C 4.2.0 makes of them.
public record AliyunTokenLogin(MqttClient mqtt) {

  private static final String BLOCK = "|authType=connwl,securemode=-2,_ss=1,ext=3,_v=sdk-c-4.2.0|";

  /// Does not block; fails as [io.mintmark.devicekit.Login#login] does.
  public CompletableFuture<LoginOutcome> login(
      UnitCredential credential, MessageListener listener) {
    return mqtt.connect(fieldsFor(credential), listener);
  }

  /// What a login sends. Tests change it and hand it to [MqttClient#connect].
  public ConnectFields fieldsFor(UnitCredential credential) {
    return ConnectFields.mqtt311(
        credential.clientId() + BLOCK,
        ClientId.username(credential.identity()),
        credential.deviceToken(),
        true,
        1200);
  }
}
