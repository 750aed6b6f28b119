package io.mintmark.product;

import io.mintmark.vault.Sealed;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;

/// One version of a ProductSecret, sealed.
///
/// @param version counts from 1; a rotation makes the next
public record ProductSecret(int version, Sealed sealed) {

  public static final int FIRST_VERSION = 1;

  public ProductSecret {
    if (version < FIRST_VERSION) {
      throw new IllegalArgumentException("versions count from 1");
    }
  }

  /// The secret in clear.
  ///
  /// @param product whose secret this is
  public SecretText open(Vault vault, Product product) {
    return vault.open(product.dataKey(), row(product.key(), version), sealed);
  }

  /// What the sealed secret is bound to.
  public static String row(ProductKey key, int version) {
    String first = "product secret|" + key;
    return version == FIRST_VERSION ? first : first + "|" + version;
  }
}
