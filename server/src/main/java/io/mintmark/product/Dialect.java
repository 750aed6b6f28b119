package io.mintmark.product;

/// Which vendor's device protocol a product's firmware speaks.
public enum Dialect {
  /// Alibaba Cloud IoT Platform.
  ALIYUN,
  /// Tencent Cloud IoT Explorer and IoT Hub.
  TENCENT;

  /// How identities of this dialect look.
  public IdentityFormat format() {
    return switch (this) {
      case ALIYUN -> IdentityFormat.ALIYUN;
      case TENCENT -> IdentityFormat.TENCENT;
    };
  }
}
