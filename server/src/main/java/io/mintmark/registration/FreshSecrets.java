package io.mintmark.registration;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Product;
import io.mintmark.vault.Sealed;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;

/// Makes up what a unit without a listed name is given, in the form of its dialect.
final class FreshSecrets {

  private final Vault vault;
  private final SecureRandom random;

  FreshSecrets(Vault vault, SecureRandom random) {
    this.vault = vault;
    this.random = random;
  }

  /// A new DeviceSecret, sealed for the row of the device that it is for.
  Sealed deviceSecret(Product product, DeviceIdentity identity) {
    var secret = product.dialect().format().newDeviceSecret(random);
    return vault.seal(product.dataKey(), identity.secretRow(), secret);
  }

  String clientId(Product product) {
    return product.dialect().format().newClientId(random);
  }

  SecretText deviceToken(Product product) {
    return product.dialect().format().newDeviceToken(random);
  }
}
