package io.mintmark.device;

import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.product.ProductRules;
import io.mintmark.product.ProductSecret;
import io.mintmark.product.RegistrationMode;
import io.mintmark.project.ProjectId;
import io.mintmark.vault.MasterKey;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.Instant;

/// A vault and ready-made products and devices with known secrets, for tests.
public final class Fixtures {

  public static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  public static final SecretText PRODUCT_SECRET = SecretText.of("PsCapture0123456");
  public static final SecretText DEVICE_SECRET = SecretText.of("0123456789abcdef0123456789abcdef");
  public static final DeviceIdentity DEVICE =
      new DeviceIdentity(new ProductKey("a1CapTure01"), "dev-pre-001");

  public final Vault vault;

  public Fixtures() {
    var random = new SecureRandom();
    vault = new Vault(MasterKey.generate(random), random);
  }

  /// A published Aliyun product with the key of [#DEVICE] and [#PRODUCT_SECRET].
  public Product product(boolean registrationOn) {
    var key = DEVICE.product();
    var dataKey = vault.newDataKey(key.value());
    return new Product(
        key,
        new ProjectId("p-0123456789"),
        "capture",
        Dialect.ALIYUN,
        Product.State.PUBLISHED,
        ProductRules.DEFAULT.withRegistration(
            registrationOn ? RegistrationMode.LISTED : RegistrationMode.OFF),
        dataKey,
        new ProductSecret(1, vault.seal(dataKey, ProductSecret.row(key, 1), PRODUCT_SECRET)),
        null,
        NOW);
  }

  /// [#DEVICE] with [#DEVICE_SECRET], never registered, never activated.
  public Device device(Product product) {
    return new Device(
        DEVICE,
        new BatchId("b-0123456789"),
        vault.seal(product.dataKey(), DEVICE.secretRow(), DEVICE_SECRET),
        true,
        false,
        false,
        0,
        NOW,
        null,
        null);
  }
}
