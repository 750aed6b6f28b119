package io.mintmark.devicekit;

/// The secret every unit of a product is burned with, together with this unit's name. `toString`
/// hides the secret.
public record ProductCredential(DeviceIdentity identity, String productSecret) implements Burned {

  @Override
  public String toString() {
    return "ProductCredential[" + identity + ", productSecret hidden]";
  }
}
