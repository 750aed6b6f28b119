package io.mintmark.bench;

import io.mintmark.access.KeyDesk;
import io.mintmark.access.LiveApplications;
import io.mintmark.device.BatchId;
import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Dialect;
import io.mintmark.product.ProductCatalog;
import io.mintmark.product.ProductKey;
import io.mintmark.product.ProductRules;
import io.mintmark.product.RegistrationMode;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches.Unit;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.NameSource;
import io.mintmark.project.Project;
import io.mintmark.project.ProjectId;
import io.mintmark.store.Store;
import io.mintmark.vault.MasterKey;
import io.mintmark.vault.MasterKeyCheck;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Fills a data folder with a product and its devices before the server starts on it, through the
/// same store as the server's.
final class BenchStore {

  private static final int CHUNK = 5_000;
  private static final ProjectId PROJECT = new ProjectId("p-bench00000");
  private static final BatchId BATCH = new BatchId("b-bench00000");
  private static final BatchId PSK_BATCH = new BatchId("b-bench00001");
  private static final ProductKey FLEET = new ProductKey(BenchFleet.PRODUCT_KEY);
  private static final ProductKey PSK = new ProductKey(BenchFleet.PSK_PRODUCT);
  private static final String APPLICATION = "bench-application";
  private static final String API_KEY = "bench-api-key";

  static final int PSK_DEVICES = 5_000;

  private final Store store;
  private final Vault vault;

  private BenchStore(Store store, Vault vault) {
    this.store = store;
    this.vault = vault;
  }

  /// Mints the devices of the [BenchFleet] that are in `ranges`, and a few with pre-shared keys.
  ///
  /// @throws IOException if the folder was used before: its devices have registered, and measuring
  ///     that again would measure something cheaper
  static void fill(Path data, Ranges ranges) throws IOException {
    Files.createDirectories(data);
    var random = new SecureRandom();
    var vault = new Vault(MasterKey.loadOrCreate(data.resolve("master.key"), random), random);
    try (var store = Store.openSqlite(data.resolve("store"))) {
      if (store.projects().find(PROJECT).isPresent()) {
        throw new IOException(data + " was used before; give --data an empty folder");
      }
      MasterKeyCheck.fits(vault, store.installation());
      store.projects().add(new Project(PROJECT, "Benchmark", Instant.now()));
      var bench = new BenchStore(store, vault);
      bench.product(Dialect.ALIYUN, FLEET, SecretText.of(BenchFleet.PRODUCT_SECRET), random);
      bench.mint(FLEET, BATCH, BenchFleet.DEVICE_SECRET, ranges.devices());
      bench.activate(FLEET, ranges.activated().count());
      bench.product(Dialect.TENCENT, PSK, SecretText.of("BenchProductSecret012345"), random);
      var key = Base64.getEncoder().encodeToString(BenchFleet.PSK);
      bench.mint(PSK, PSK_BATCH, key, PSK_DEVICES);
      bench.activate(PSK, PSK_DEVICES);
      bench.application(data, random);
      bench.apiKey(data, random);
    }
  }

  /// For a cloud program: its user name and password, a line each.
  private void application(Path data, SecureRandom random) throws IOException {
    var issued =
        new KeyDesk(
                store.accessKeys(), vault, LiveApplications.NONE, random, InstantSource.system())
            .issueApplicationKey("Benchmark", PROJECT);
    Files.write(data.resolve(APPLICATION), List.of(issued.key().id(), issued.token().expose()));
  }

  /// For a program of the owner.
  private void apiKey(Path data, SecureRandom random) throws IOException {
    var issued =
        new KeyDesk(
                store.accessKeys(), vault, LiveApplications.NONE, random, InstantSource.system())
            .issueApiKey("Benchmark");
    Files.writeString(data.resolve(API_KEY), issued.token().expose());
  }

  /// An API key of the server on this data folder.
  static String apiKey(Path data) throws IOException {
    return Files.readString(data.resolve(API_KEY));
  }

  /// A CONNECT of the cloud program.
  static byte[] applicationConnect(Path data) throws IOException {
    var lines = Files.readAllLines(data.resolve(APPLICATION));
    return MqttBytes.connect("bench", lines.get(0), lines.get(1), 120);
  }

  /// Makes all devices but the first `activated` as new as they were minted, behind the back of a
  /// server that is idle, so that a small store can be measured as long as a large one.
  static void renew(Path data, int activated) throws SQLException {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("store/mintmark.db"));
        var update =
            connection.prepareStatement(
                "UPDATE device SET registered_at = NULL, registered_with = 0, activated_at = NULL"
                    + " WHERE product_key = ? AND name >= ?")) {
      update.setString(1, BenchFleet.PRODUCT_KEY);
      update.setString(2, BenchFleet.name(activated));
      update.executeUpdate();
    }
  }

  private void product(Dialect dialect, ProductKey key, SecretText secret, SecureRandom random) {
    new ProductCatalog(store.products(), vault, random, InstantSource.system())
        .add(PROJECT, dialect + " units", dialect, key, secret);
    store.products().publish(key);
    store.products().setRules(key, ProductRules.DEFAULT.withRegistration(RegistrationMode.LISTED));
  }

  private void mint(ProductKey key, BatchId id, String deviceSecret, int devices) {
    var product = store.products().find(key).orElseThrow();
    var secret = SecretText.of(deviceSecret);
    store.batches().create(batch(id, key, devices, 0), List.of());
    for (int minted = 0; minted < devices; ) {
      var units = new ArrayList<Unit>(CHUNK);
      for (int i = minted; i < Math.min(devices, minted + CHUNK); i++) {
        var identity = new DeviceIdentity(product.key(), BenchFleet.name(i));
        units.add(
            new Unit(
                i + 1,
                identity.name(),
                vault.seal(product.dataKey(), identity.secretRow(), secret)));
      }
      store.batches().mint(batch(id, key, devices, minted), units, Instant.now());
      minted += units.size();
    }
  }

  private static Batch batch(BatchId id, ProductKey product, int size, int minted) {
    return new Batch(
        id,
        product,
        BurnMethod.DEVICE_SECRET,
        NameSource.GENERATED,
        size,
        minted,
        Batch.State.MINTING,
        null,
        Instant.now(),
        null);
  }

  /// Many at once, so that they share commits.
  private void activate(ProductKey product, int count) {
    for (int first = 0; first < count; first += CHUNK) {
      var writes = new ArrayList<CompletableFuture<Boolean>>();
      for (int i = first; i < Math.min(count, first + CHUNK); i++) {
        var identity = new DeviceIdentity(product, BenchFleet.name(i));
        writes.add(activate(identity).toCompletableFuture());
      }
      writes.forEach(CompletableFuture::join);
    }
  }

  private CompletionStage<Boolean> activate(DeviceIdentity identity) {
    return store
        .identities()
        .find(identity)
        .thenCompose(
            listing -> {
              Device device = listing.orElseThrow().device().orElseThrow();
              return store.identities().markActivated(device, Instant.now());
            });
  }
}
