package io.mintmark.production;

/// What the factory burns into a unit (烧录方式).
public enum BurnMethod {
  /// 一机一密: each unit its own DeviceSecret.
  DEVICE_SECRET,
  /// 一型一密: every unit the ProductSecret and its name; the DeviceSecret comes by registration.
  DYNAMIC_REGISTRATION
}
