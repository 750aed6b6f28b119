package io.mintmark.devicekit.tencent;

import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.Login;
import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.MqttClient;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// MQTT login with the psk, by a password; not by TLS-PSK, which the C SDKs use on their TLS port.
public record TencentLogin(
    MqttClient mqtt, TencentLoginStyle style, InstantSource clock, RandomGenerator random)
    implements Login {

  private static final String CONNECTION_ID_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  @Override
  public CompletableFuture<LoginOutcome> login(Credential credential, MessageListener listener) {
    return mqtt.connect(fieldsFor(credential), listener);
  }

  /// What a login sends. Tests change it and hand it to [MqttClient#connect].
  ///
  /// @throws IllegalArgumentException if the psk is not base64, as no device's is
  public ConnectFields fieldsFor(Credential credential) {
    var clientId = credential.identity().productKey() + credential.identity().deviceName();
    var username =
        String.join(
            ";",
            clientId,
            style.sdkAppId(),
            connectionId(),
            style.expiry().textAt(clock.instant()));
    var password = password(style.mac(), credential.deviceSecret(), username);
    return style.mqtt31()
        ? ConnectFields.mqtt31(clientId, username, password, true, style.keepAliveSeconds())
        : ConnectFields.mqtt311(clientId, username, password, true, style.keepAliveSeconds());
  }

  static String password(Hmac mac, String psk, String username) {
    var token = mac.of(Base64.getDecoder().decode(psk), username);
    return HexFormat.of().formatHex(token) + ";" + mac.wireName();
  }

  /// Five characters by which the vendor traces a connection; they need not be unique.
  private String connectionId() {
    var id = new StringBuilder(5);
    for (int i = 0; i < 5; i++) {
      id.append(CONNECTION_ID_CHARACTERS.charAt(random.nextInt(CONNECTION_ID_CHARACTERS.length())));
    }
    return id.toString();
  }
}
