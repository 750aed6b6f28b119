package io.mintmark.product;

/// Which devices of a product may trade the ProductSecret for a credential of their own. Devices
/// that hold theirs already do not depend on it.
public enum RegistrationMode {
  /// None; the default.
  OFF,
  /// Devices whose names were listed before (预注册; Tencent's RegisterType 1).
  LISTED,
  /// Those, and names that nobody listed too (免预注册; Tencent's RegisterType 2).
  UNLISTED
}
