package io.mintmark.bench;

import io.mintmark.device.BatchId;
import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Dialect;
import io.mintmark.product.ProductCatalog;
import io.mintmark.product.ProductKey;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Fills a data folder with a product and its devices before the server starts on it, through the
/// same store as the server's.
final class BenchStore {

  private static final int CHUNK = 5_000;
  private static final ProjectId PROJECT = new ProjectId("p-bench00000");
  private static final BatchId BATCH = new BatchId("b-bench00000");

  private final Store store;
  private final Vault vault;

  private BenchStore(Store store, Vault vault) {
    this.store = store;
    this.vault = vault;
  }

  /// Mints `devices` of the [BenchFleet], the first `activated` of them activated.
  ///
  /// @throws IOException if the folder was used before: its devices have registered, and measuring
  ///     that again would measure something cheaper
  static void fill(Path data, int devices, int activated) throws IOException {
    Files.createDirectories(data);
    var random = new SecureRandom();
    var vault = new Vault(MasterKey.loadOrCreate(data.resolve("master.key"), random), random);
    try (var store = Store.openSqlite(data.resolve("store"))) {
      if (store.projects().find(PROJECT).isPresent()) {
        throw new IOException(data + " was used before; give --data an empty folder");
      }
      MasterKeyCheck.fits(vault, store.installation());
      var bench = new BenchStore(store, vault);
      bench.product(random);
      bench.mint(devices);
      bench.activate(activated);
    }
  }

  private void product(SecureRandom random) {
    store.projects().add(new Project(PROJECT, "Benchmark", Instant.now()));
    var key = new ProductKey(BenchFleet.PRODUCT_KEY);
    new ProductCatalog(store.products(), vault, random, InstantSource.system())
        .add(PROJECT, "Units", Dialect.ALIYUN, key, SecretText.of(BenchFleet.PRODUCT_SECRET));
    store.products().publish(key);
    store.products().setRegistration(key, true);
  }

  private void mint(int devices) {
    var product = store.products().find(new ProductKey(BenchFleet.PRODUCT_KEY)).orElseThrow();
    var secret = SecretText.of(BenchFleet.DEVICE_SECRET);
    store.batches().create(batch(devices, 0), List.of());
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
      store.batches().mint(batch(devices, minted), units, Instant.now());
      minted += units.size();
    }
  }

  private static Batch batch(int size, int minted) {
    return new Batch(
        BATCH,
        new ProductKey(BenchFleet.PRODUCT_KEY),
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
  private void activate(int count) {
    var product = new ProductKey(BenchFleet.PRODUCT_KEY);
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
