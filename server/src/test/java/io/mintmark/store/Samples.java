package io.mintmark.store;

import io.mintmark.device.BatchId;
import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.product.ProductRules;
import io.mintmark.product.ProductSecret;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches.Unit;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.NameSource;
import io.mintmark.project.Project;
import io.mintmark.project.ProjectId;
import io.mintmark.vault.MasterKey;
import io.mintmark.vault.Sealed;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows for tests, each with a key of its own.
public final class Samples {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

  private final SecureRandom random = new SecureRandom();
  private final Vault vault;
  private final Store store;

  public Samples(Store store) {
    this.store = store;
    this.vault = new Vault(MasterKey.generate(random), random);
  }

  /// @param vault for tests that open or seal what the samples hold
  Samples(Store store, Vault vault) {
    this.store = store;
    this.vault = vault;
  }

  String word(String before) {
    var text = new StringBuilder(before);
    random.ints(10, 0, 26).forEach(letter -> text.append((char) ('a' + letter)));
    return text.toString();
  }

  Project project() {
    var project = new Project(new ProjectId(word("p-")), "Lamps", NOON);
    store.projects().add(project);
    return project;
  }

  Product product(ProjectId project) {
    var product = unsavedProduct(project, NOON);
    store.products().add(product);
    return product;
  }

  Product unsavedProduct(ProjectId project, Instant at) {
    var key = new ProductKey(word("a1"));
    var dataKey = vault.newDataKey(key.value());
    return new Product(
        key,
        project,
        "Lamp",
        Dialect.ALIYUN,
        Product.State.DEVELOPING,
        ProductRules.DEFAULT,
        dataKey,
        new ProductSecret(
            1, vault.seal(dataKey, ProductSecret.row(key, 1), SecretText.of("0123456789abcdef"))),
        null,
        at);
  }

  /// A version of the product's secret that nobody has stored yet.
  ProductSecret secret(Product product, int version) {
    var row = ProductSecret.row(product.key(), version);
    return new ProductSecret(
        version, vault.seal(product.dataKey(), row, SecretText.of(word("secret"))));
  }

  public Product product() {
    return product(project().id());
  }

  /// A batch whose names the owner gives.
  public Batch uploaded(ProductKey product, int size) {
    return batch(product, NameSource.UPLOADED, size, NOON);
  }

  public Batch generated(ProductKey product, int size) {
    return batch(product, NameSource.GENERATED, size, NOON);
  }

  Batch batch(ProductKey product, NameSource source, int size, Instant at) {
    return new Batch(
        new BatchId(word("b-")),
        product,
        BurnMethod.DYNAMIC_REGISTRATION,
        source,
        size,
        0,
        Batch.State.MINTING,
        null,
        at,
        null);
  }

  /// As opaque as a real one, and no two alike.
  Sealed secret() {
    byte[] bytes = new byte[61];
    random.nextBytes(bytes);
    return Sealed.of(bytes);
  }

  public List<Unit> units(int first, List<String> names) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> new Unit(first + i, names.get(i), secret()))
        .toList();
  }

  /// Lists and mints devices of these names in one batch.
  Batch minted(Product product, String... names) {
    var list = List.of(names);
    var batch = uploaded(product.key(), list.size());
    store.batches().create(batch, list);
    store.batches().mint(batch, units(1, list), NOON);
    return batch;
  }

  /// Lists and mints one device.
  Device device(Product product, String name) {
    minted(product, name);
    return store.devices().find(new DeviceIdentity(product.key(), name)).orElseThrow();
  }

  /// Names `prefix000001` and so on.
  public static List<String> names(String prefix, int count) {
    var names = new ArrayList<String>(count);
    for (int i = 1; i <= count; i++) {
      names.add("%s%06d".formatted(prefix, i));
    }
    return names;
  }
}
