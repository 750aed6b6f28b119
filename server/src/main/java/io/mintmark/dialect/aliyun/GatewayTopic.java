package io.mintmark.dialect.aliyun;

import io.mintmark.device.DeviceIdentity;
import org.jspecify.annotations.Nullable;

/// The topics on which a gateway asks for its sub-devices. The topic alone says what is asked: the
/// method in the message may be missing or empty.
enum GatewayTopic {
  SUB_REGISTER("/sys/", "/thing/sub/register", "thing.sub.register"),
  PRODUCT_REGISTER(
      "/sys/",
      "/thing/proxy/provisioning/product_register",
      "thing.proxy.provisioning.product_register"),
  TOPO_ADD("/sys/", "/thing/topo/add", "thing.topo.add"),
  TOPO_DELETE("/sys/", "/thing/topo/delete", "thing.topo.delete"),
  TOPO_GET("/sys/", "/thing/topo/get", "thing.topo.get"),
  LOGIN("/ext/session/", "/combine/login", null),
  LOGOUT("/ext/session/", "/combine/logout", null),
  BATCH_LOGIN("/ext/session/", "/combine/batch_login", null),
  BATCH_LOGOUT("/ext/session/", "/combine/batch_logout", null);

  private static final GatewayTopic[] ALL = values();

  private final String before;
  private final String behind;
  private final @Nullable String method;

  GatewayTopic(String before, String behind, @Nullable String method) {
    this.before = before;
    this.behind = behind;
    this.method = method;
  }

  /// The gateway topic of this device that the topic is; null if it is none. Allocates nothing,
  /// because it is asked for every message of every device.
  static @Nullable GatewayTopic of(DeviceIdentity gateway, String topic) {
    char last = topic.isEmpty() ? 0 : topic.charAt(topic.length() - 1);
    if (last != 'r' && last != 'd' && last != 'e' && last != 't' && last != 'n') {
      return null;
    }
    for (GatewayTopic candidate : ALL) {
      if (topic.endsWith(candidate.behind) && candidate.isOf(gateway, topic)) {
        return candidate;
      }
    }
    return null;
  }

  private boolean isOf(DeviceIdentity gateway, String topic) {
    String product = gateway.product().value();
    String name = gateway.name();
    int slash = before.length() + product.length();
    return topic.length() == slash + 1 + name.length() + behind.length()
        && topic.startsWith(before)
        && topic.startsWith(product, before.length())
        && topic.charAt(slash) == '/'
        && topic.startsWith(name, slash + 1);
  }

  /// Of the answers; null where the vendor's have none.
  @Nullable String method() {
    return method;
  }

  /// Whether one message may name several sub-devices.
  boolean takesMany() {
    return this != LOGIN && this != LOGOUT;
  }

  boolean isOfSessions() {
    return method == null;
  }

  boolean isOfRegistration() {
    return this == SUB_REGISTER || this == PRODUCT_REGISTER;
  }
}
