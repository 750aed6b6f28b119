package io.mintmark.product;

import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Replaces a ProductSecret without stopping a line: from the rotation on the new version is
/// burned, and devices register with either until the older one is retired. At most two are
/// accepted at a time. Devices that hold a credential of their own notice nothing.
public final class SecretRotation {

  private final Products products;
  private final Vault vault;
  private final SecureRandom random;
  private final InstantSource clock;

  public SecretRotation(Products products, Vault vault, SecureRandom random, InstantSource clock) {
    this.products = products;
    this.vault = vault;
    this.random = random;
    this.clock = clock;
  }

  /// Makes the next version, durably.
  public Rotation rotate(Product product) {
    if (product.olderSecret() != null) {
      return new Rotation.OlderInUse(product.olderSecret().version());
    }
    int version = product.secret().version() + 1;
    SecretText text = product.dialect().format().newProductSecret(random);
    var row = ProductSecret.row(product.key(), version);
    var next = new ProductSecret(version, vault.seal(product.dataKey(), row, text));
    return products.rotateSecret(product.key(), next)
        ? new Rotation.Rotated(version)
        : new Rotation.OlderInUse(product.secret().version()); // somebody else was faster
  }

  /// Ends the overlap: nobody registers with the older version from now on.
  ///
  /// @return false if that version is not one that can be retired: unknown, current or retired
  public boolean retire(Product product, int version) {
    return products.retireSecret(
        product.key(), version, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /// What became of a rotation.
  public sealed interface Rotation {

    /// Done.
    ///
    /// @param version of the secret that is burned from now on
    record Rotated(int version) implements Rotation {}

    /// Nothing changed: an earlier overlap still runs.
    ///
    /// @param version that has to be retired first
    record OlderInUse(int version) implements Rotation {}
  }
}
