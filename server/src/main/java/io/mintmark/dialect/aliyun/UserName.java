package io.mintmark.dialect.aliyun;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Claim;
import io.mintmark.dialect.WireText;
import io.mintmark.product.ProductKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An Aliyun user name, `DeviceName&ProductKey`, split at the last `&`. Both parts are null where
/// there is no `&`.
record UserName(@Nullable String deviceName, @Nullable String productKey) {

  static UserName parse(@Nullable String text) {
    int and = text == null ? -1 : text.lastIndexOf('&');
    return text == null || and < 0
        ? new UserName(null, null)
        : new UserName(text.substring(0, and), text.substring(and + 1));
  }

  /// Whether it could be a device's at all.
  boolean looksLikeOne() {
    return deviceName != null
        && productKey != null
        && !deviceName.isEmpty()
        && ProductKey.isWellFormed(productKey);
  }

  Optional<DeviceIdentity> identity() {
    return WireText.identity(productKey, deviceName);
  }

  Claim claim() {
    return new Claim(productKey, deviceName);
  }
}
