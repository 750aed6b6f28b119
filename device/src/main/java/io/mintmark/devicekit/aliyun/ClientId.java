package io.mintmark.devicekit.aliyun;

import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.wire.Endpoint;

/// Aliyun's MQTT client id, `base|name=value,…|`, made from a template.
final class ClientId {

  private ClientId() {}

  static String fill(String template, DeviceIdentity identity, Hmac method, Endpoint endpoint) {
    return template
        .replace("{pk}", identity.productKey())
        .replace("{dn}", identity.deviceName())
        .replace("{securemode}", endpoint.isTls() ? "2" : "3")
        .replace("{transport}", endpoint.isTls() ? "tls" : "tcp")
        .replace("{signmethod}", method.wireName());
  }

  /// What is signed of a client id.
  static String base(String clientId) {
    int bar = clientId.indexOf('|');
    return bar < 0 ? clientId : clientId.substring(0, bar);
  }

  static String username(DeviceIdentity identity) {
    return identity.deviceName() + "&" + identity.productKey();
  }
}
