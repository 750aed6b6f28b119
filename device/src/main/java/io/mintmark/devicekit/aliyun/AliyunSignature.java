package io.mintmark.devicekit.aliyun;

import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Aliyun signs names and values of some parameters, in the order of their names, with nothing
/// between them; the key is the secret as printed.
final class AliyunSignature {

  private AliyunSignature() {}

  static String forRegistration(
      Hmac method, String productSecret, DeviceIdentity identity, String random) {
    var content =
        "deviceName"
            + identity.deviceName()
            + "productKey"
            + identity.productKey()
            + "random"
            + random;
    return hex(method, productSecret, content);
  }

  /// `clientId` is the part before the first `|`; a timestamp is signed only if it is sent.
  static String forLogin(
      Hmac method,
      String deviceSecret,
      DeviceIdentity identity,
      String clientId,
      Optional<String> timestamp) {
    var content =
        "clientId"
            + clientId
            + "deviceName"
            + identity.deviceName()
            + "productKey"
            + identity.productKey()
            + timestamp.map(text -> "timestamp" + text).orElse("");
    return hex(method, deviceSecret, content);
  }

  private static String hex(Hmac method, String secret, String content) {
    return HexFormat.of().formatHex(method.of(secret.getBytes(StandardCharsets.UTF_8), content));
  }
}
