package io.mintmark.product;

import io.mintmark.project.ProjectId;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import io.mintmark.vault.WrappedKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Makes products and guards their secrets.
public final class ProductCatalog {

  private final Products products;
  private final Vault vault;
  private final SecureRandom random;
  private final InstantSource clock;

  public ProductCatalog(Products products, Vault vault, SecureRandom random, InstantSource clock) {
    this.products = products;
    this.vault = vault;
    this.random = random;
    this.clock = clock;
  }

  /// Creates a product in development, registration off, with a fresh key and secret.
  public Product create(ProjectId project, String name, Dialect dialect) {
    var format = dialect.format();
    return add(
        project, name, dialect, format.newProductKey(random), format.newProductSecret(random));
  }

  /// Creates a product whose key and secret exist already, for firmware that is in the field.
  public Product add(
      ProjectId project, String name, Dialect dialect, ProductKey key, SecretText secret) {
    var dataKey = vault.newDataKey(key.value());
    var product =
        new Product(
            key,
            project,
            name,
            dialect,
            Product.State.DEVELOPING,
            ProductRules.DEFAULT,
            dataKey,
            seal(key, dataKey, ProductSecret.FIRST_VERSION, secret),
            null,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    products.add(product);
    return product;
  }

  /// The ProductSecret in clear, for the owner who hands it to a factory.
  public SecretText reveal(Product product) {
    return product.secret().open(vault, product);
  }

  private ProductSecret seal(ProductKey key, WrappedKey dataKey, int version, SecretText secret) {
    return new ProductSecret(version, vault.seal(dataKey, ProductSecret.row(key, version), secret));
  }
}
