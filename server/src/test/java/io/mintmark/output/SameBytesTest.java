package io.mintmark.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Fixtures;
import io.mintmark.product.Dialect;
import io.mintmark.product.ProductCatalog;
import io.mintmark.product.ProductKey;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.production.BurnMethod;
import io.mintmark.project.Project;
import io.mintmark.project.ProjectId;
import io.mintmark.store.Store;
import io.mintmark.vault.MasterKey;
import io.mintmark.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lost download can be repeated: every format gives the same bytes again, from a store that was
/// closed in between, at another time and in another time zone.
class SameBytesTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int UNITS = 5_000;
  private static final Map<String, String> LAYOUT =
      Map.of("layout", "size:64,0:name:16,16:secret:32,60:crc32:0-59");

  @TempDir Path folder;

  @Test
  void everyFormatGivesTheSameBytesAfterARestart() throws IOException {
    var zone = TimeZone.getDefault();
    Map<String, String> first;
    Map<String, String> second;
    Map<String, String> afterRestart;
    try (var store = Store.openSqlite(folder)) {
      fill(store, BurnMethod.DEVICE_SECRET);
      first = sums(store);
      second = sums(store);
    }
    try (var store = Store.openSqlite(folder)) {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      afterRestart = sums(store);
    } finally {
      TimeZone.setDefault(zone);
    }

    assertThat(first)
        .containsOnlyKeys(
            "csv", "xlsx", "jsonl", "nvs-values", "nvs-config", "bin-zip", "intel-hex");
    assertThat(second).isEqualTo(first);
    assertThat(afterRestart).isEqualTo(first);
  }

  @Test
  void theProductSecretComesOutTheSameToo() throws IOException {
    Map<String, String> first;
    try (var store = Store.openSqlite(folder)) {
      fill(store, BurnMethod.DYNAMIC_REGISTRATION);
      first = sums(store);
    }
    try (var store = Store.openSqlite(folder)) {
      assertThat(sums(store)).isEqualTo(first).containsKeys("csv", "product-secret");
    }
  }

  /// SHA-256 of the file of each format that the batch can have.
  private Map<String, String> sums(Store store) throws IOException {
    var vault = vault();
    var catalog = new ProductCatalog(store.products(), vault, RANDOM, InstantSource.system());
    var formats = new FileCatalog(StandardFormats.all(CodeColumn.NONE, catalog));
    var desk =
        new FileDesk(
            formats, store.batches(), store.products(), vault, _ -> {}, InstantSource.system());
    var batch = store.batches().find(sample(BurnMethod.DEVICE_SECRET).id()).orElseThrow();
    var sums = new LinkedHashMap<String, String>();
    for (var format : formats.formats()) {
      boolean laidOut = format.options().stream().anyMatch(LayoutOption.OPTION::equals);
      boolean secretless = laidOut && batch.burnMethod() == BurnMethod.DYNAMIC_REGISTRATION;
      var options =
          secretless
              ? Map.of("layout", "size:16,0:name:16")
              : laidOut ? LAYOUT : Map.<String, String>of();
      var order = new FileOrder(batch, new FileRequest(format.id(), options), 1, UNITS, "test");
      if (desk.find(order) instanceof FileOutcome.Found(Download download)) {
        sums.put(format.id(), sum(download));
      }
    }
    return sums;
  }

  private void fill(Store store, BurnMethod burnMethod) throws IOException {
    var vault = vault();
    var catalog = new ProductCatalog(store.products(), vault, RANDOM, InstantSource.system());
    var project = new Project(new ProjectId("p-0123456789"), "sums", Fixtures.NOW);
    store.projects().add(project);
    var product =
        catalog.add(
            project.id(),
            "sums",
            Dialect.ALIYUN,
            new ProductKey("a1SampleKey"),
            Dialect.ALIYUN.format().newProductSecret(RANDOM));
    var batch = sample(burnMethod);
    var names = new ArrayList<String>();
    var units = new ArrayList<Batches.Unit>();
    for (int i = 1; i <= UNITS; i++) {
      names.add("unit-" + (i * 7_919 % 100_003));
      var row = new DeviceIdentity(product.key(), names.getLast()).secretRow();
      var secret = Dialect.ALIYUN.format().newDeviceSecret(RANDOM);
      units.add(new Batches.Unit(i, names.getLast(), vault.seal(product.dataKey(), row, secret)));
    }
    assertThat(store.batches().create(batch, names)).isEmpty();
    assertThat(store.batches().mint(batch, units, Fixtures.NOW)).isEmpty();
  }

  private Vault vault() throws IOException {
    return new Vault(MasterKey.loadOrCreate(folder.resolve("master.key"), RANDOM), RANDOM);
  }

  private static Batch sample(BurnMethod burnMethod) {
    var ready = Samples.batch(Samples.ALIYUN, burnMethod, UNITS);
    return new Batch(
        ready.id(),
        ready.product(),
        burnMethod,
        ready.nameSource(),
        UNITS,
        0,
        Batch.State.MINTING,
        null,
        Fixtures.NOW,
        null);
  }

  private static String sum(Download download) throws IOException {
    var out = new ByteArrayOutputStream();
    download.writeTo(out);
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(out.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
