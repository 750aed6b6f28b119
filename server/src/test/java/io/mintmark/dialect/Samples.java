package io.mintmark.dialect;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.product.ProductKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What tests of several dialects need.
public final class Samples {

  public static final Origin PLAIN = new Origin(Transport.MQTT, "192.0.2.7");
  public static final Origin TLS = new Origin(Transport.MQTTS, "192.0.2.7");

  private Samples() {}

  public static DeviceIdentity identity(String productKey, String deviceName) {
    return new DeviceIdentity(new ProductKey(productKey), deviceName);
  }

  public static Connect connect(
      String clientId, @Nullable String username, @Nullable String password) {
    return new Connect(4, clientId, username, password, 60, TLS);
  }

  public static HttpQuestion post(String path, Map<String, String> headers, String body) {
    return new HttpQuestion(
        "POST",
        path,
        headers,
        body.getBytes(StandardCharsets.UTF_8),
        new Origin(Transport.HTTP, "192.0.2.7"));
  }
}
