package io.mintmark.device;

import io.mintmark.product.ProductKey;

/// Who a device is: the key of its row, of its live session and of its seal.
///
/// The name was checked against its dialect's form when it was listed; a name from the wire may be
/// any text of 1 to 64 characters, and then simply is not found.
public record DeviceIdentity(ProductKey product, String name) {

  private static final int MAX_LENGTH = 64;

  public DeviceIdentity {
    if (!isWellFormed(name)) {
      throw new IllegalArgumentException("a DeviceName has 1 to 64 characters");
    }
  }

  /// Whether `name` can be looked up at all; a text from the wire is asked this first.
  public static boolean isWellFormed(String name) {
    return !name.isEmpty() && name.length() <= MAX_LENGTH;
  }

  /// What the device's sealed secret is bound to.
  public String secretRow() {
    return "device secret|" + product + "|" + name;
  }

  @Override
  public String toString() {
    return product + "/" + name;
  }
}
