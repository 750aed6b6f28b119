package io.mintmark.devicekit;

/// A device's own secret, burned in or received at registration; Tencent calls it psk. It is kept
/// as the text it was handed out in. `toString` hides it.
public record Credential(DeviceIdentity identity, String deviceSecret) implements Burned {

  @Override
  public String toString() {
    return "Credential[" + identity + ", deviceSecret hidden]";
  }
}
