package io.mintmark.devicekit.aliyun;

import io.mintmark.devicekit.DeviceIdentity;

/// What one unit received at unlisted registration (免预注册): other units of its name have other
/// ClientIDs. `toString` hides the token.
public record UnitCredential(DeviceIdentity identity, String clientId, String deviceToken) {

  @Override
  public String toString() {
    return "UnitCredential[" + identity + ", " + clientId + ", deviceToken hidden]";
  }
}
