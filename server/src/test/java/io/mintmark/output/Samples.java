package io.mintmark.output;

import io.mintmark.device.BatchId;
import io.mintmark.device.Fixtures;
import io.mintmark.product.Dialect;
import io.mintmark.product.MemoryProducts;
import io.mintmark.product.Product;
import io.mintmark.product.ProductCatalog;
import io.mintmark.product.ProductKey;
import io.mintmark.production.Batch;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.NameSource;
import io.mintmark.project.ProjectId;
import io.mintmark.vault.MasterKey;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Products, batches and units whose every character is known.
final class Samples {

  static final SecureRandom RANDOM = new SecureRandom();
  static final Vault VAULT = new Vault(MasterKey.generate(RANDOM), RANDOM);
  static final MemoryProducts PRODUCTS = new MemoryProducts();
  static final ProductCatalog CATALOG =
      new ProductCatalog(PRODUCTS, VAULT, RANDOM, InstantSource.fixed(Fixtures.NOW));

  static final Product ALIYUN = product("a1SampleKey", Dialect.ALIYUN, "ProductSecret001");
  static final Product TENCENT = product("SAMPLEKEY1", Dialect.TENCENT, "ProductSecretOfTencent01");

  private Samples() {}

  static Batch batch(Product product, BurnMethod burnMethod, int size) {
    return batch(product, burnMethod, size, Batch.State.READY);
  }

  static Batch batch(Product product, BurnMethod burnMethod, int size, Batch.State state) {
    return new Batch(
        new BatchId("b-0123456789"),
        product.key(),
        burnMethod,
        NameSource.UPLOADED,
        size,
        size,
        state,
        null,
        Fixtures.NOW,
        Fixtures.NOW);
  }

  static BurntUnit unit(int number, String name, String secret) {
    return new BurntUnit(number, name, SecretText.of(secret));
  }

  static BurntUnit unit(int number, String name) {
    return new BurntUnit(number, name, null);
  }

  static UnitSource units(BurntUnit... units) {
    return units(List.of(units));
  }

  static UnitSource units(List<BurntUnit> units) {
    return visitor -> {
      for (var unit : units) {
        visitor.visit(unit);
      }
    };
  }

  /// The bytes of a file of a batch that burns what the units have.
  static byte[] written(
      FileFormat format, Product product, Map<String, String> options, BurntUnit... units) {
    var burnMethod =
        units.length > 0 && units[0].secret() == null
            ? BurnMethod.DYNAMIC_REGISTRATION
            : BurnMethod.DEVICE_SECRET;
    var batch = batch(product, burnMethod, Math.max(1, units.length));
    return written(format.prepare(batch, product, options), units(units));
  }

  static byte[] written(UnitFile file, UnitSource units) {
    var out = new ByteArrayOutputStream();
    try {
      file.writeTo(out, units);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static Product product(String key, Dialect dialect, String secret) {
    return CATALOG.add(
        new ProjectId("p-0123456789"),
        "sample",
        dialect,
        new ProductKey(key),
        SecretText.of(secret));
  }
}
