package io.mintmark.devicekit.tencent;

import io.mintmark.devicekit.Hmac;

/// How an SDK writes its login. Keep-alive times are among those seen, not tied to one SDK.
public record TencentLoginStyle(
    String sdkAppId, Hmac mac, Expiry expiry, boolean mqtt31, int keepAliveSeconds) {

  /// C SDKs for IoT Hub 3.3.0 and IoT Explorer 3.2.1.
  public static TencentLoginStyle likeC() {
    return new TencentLoginStyle("21010406", Hmac.SHA1, Expiry.CUT_MAXIMUM, false, 240);
  }

  public static TencentLoginStyle likeJava() {
    return new TencentLoginStyle("12010126", Hmac.SHA256, Expiry.IN_TEN_MINUTES, false, 60);
  }

  /// MQTT 3.1.
  public static TencentLoginStyle likePython() {
    return new TencentLoginStyle("21010406", Hmac.SHA1, Expiry.NOW_IN_MILLIS, true, 60);
  }

  public TencentLoginStyle withMac(Hmac method) {
    return new TencentLoginStyle(sdkAppId, method, expiry, mqtt31, keepAliveSeconds);
  }

  public TencentLoginStyle withExpiry(Expiry text) {
    return new TencentLoginStyle(sdkAppId, mac, text, mqtt31, keepAliveSeconds);
  }

  public TencentLoginStyle withMqtt31(boolean old) {
    return new TencentLoginStyle(sdkAppId, mac, expiry, old, keepAliveSeconds);
  }

  public TencentLoginStyle withKeepAliveSeconds(int seconds) {
    return new TencentLoginStyle(sdkAppId, mac, expiry, mqtt31, seconds);
  }
}
