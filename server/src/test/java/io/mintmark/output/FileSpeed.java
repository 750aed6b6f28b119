package io.mintmark.output;

import com.sun.management.OperatingSystemMXBean;
import io.mintmark.device.BatchId;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Fixtures;
import io.mintmark.event.EventLog;
import io.mintmark.product.Dialect;
import io.mintmark.product.ProductCatalog;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.NameSource;
import io.mintmark.project.Project;
import io.mintmark.project.ProjectId;
import io.mintmark.store.Store;
import io.mintmark.vault.MasterKey;
import io.mintmark.vault.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Measures how long the files of a large batch take. Run by hand, with the heap of a server:
/// `java -Xmx512m … io.mintmark.output.FileSpeed FOLDER UNITS [FORMAT…]`. A folder that holds a
/// store already is used as it is.
final class FileSpeed {

  private static final BatchId BATCH = new BatchId("b-0123456789");
  private static final String LAYOUT =
      "size:128,pad:FF,0:name:48,48:secret:32,80:key:12,92:number:4,124:crc32:0-123";

  private FileSpeed() {}

  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    int units = Integer.parseInt(arguments[1]);
    Files.createDirectories(folder);
    var random = new SecureRandom();
    var vault = new Vault(MasterKey.loadOrCreate(folder.resolve("master.key"), random), random);
    try (var store = Store.openSqlite(folder)) {
      var catalog = new ProductCatalog(store.products(), vault, random, InstantSource.system());
      if (store.batches().find(BATCH).isEmpty()) {
        fill(store, vault, catalog, units);
      }
      for (int round = 0; round < 2; round++) {
        for (var format : StandardFormats.all(CodeColumn.NONE, catalog)) {
          if (arguments.length == 2 || List.of(arguments).contains(format.id())) {
            measure(store, vault, catalog, format.id());
          }
        }
      }
    }
  }

  private static void fill(Store store, Vault vault, ProductCatalog catalog, int units) {
    var project = new Project(new ProjectId("p-0123456789"), "speed", Fixtures.NOW);
    store.projects().add(project);
    var product = catalog.create(project.id(), "speed", Dialect.ALIYUN);
    store.products().publish(product.key());
    var batch =
        new Batch(
            BATCH,
            product.key(),
            BurnMethod.DEVICE_SECRET,
            NameSource.GENERATED,
            units,
            0,
            Batch.State.MINTING,
            null,
            Fixtures.NOW,
            null);
    store.batches().create(batch, List.of());
    var random = new SecureRandom();
    for (int from = 1; from <= units; from += 10_000) {
      var chunk = new ArrayList<Batches.Unit>();
      for (int i = from; i < Math.min(from + 10_000, units + 1); i++) {
        String name = "%016x".formatted(random.nextLong()) + Integer.toString(i, 36);
        var row = new DeviceIdentity(product.key(), name).secretRow();
        var secret = product.dialect().format().newDeviceSecret(random);
        chunk.add(new Batches.Unit(i, name, vault.seal(product.dataKey(), row, secret)));
      }
      store.batches().mint(batch, chunk, Fixtures.NOW);
    }
  }

  private static void measure(Store store, Vault vault, ProductCatalog catalog, String format)
      throws IOException {
    var formats = new FileCatalog(StandardFormats.all(CodeColumn.NONE, catalog));
    var batch = store.batches().find(BATCH).orElseThrow();
    EventLog events = _ -> {};
    var desk =
        new FileDesk(
            formats, store.batches(), store.products(), vault, events, InstantSource.system());
    var options = Map.of("layout", LAYOUT);
    var request =
        new FileRequest(
            format, format.equals("bin-zip") || format.equals("intel-hex") ? options : Map.of());
    if (!(desk.find(new FileOrder(batch, request, 1, batch.size(), "speed"))
        instanceof FileOutcome.Found(Download download))) {
      return;
    }
    System.gc();
    long burned = cpuMillis();
    long began = System.nanoTime();
    var counted = new CountedOutput(OutputStream.nullOutputStream());
    download.writeTo(counted);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    var memory = Runtime.getRuntime();
    System.out.printf(
        "%-12s %,9d ms, %,7d ms of CPU, %,14d bytes, heap %d of %d MB%n",
        format,
        millis,
        cpuMillis() - burned,
        counted.count(),
        (memory.totalMemory() - memory.freeMemory()) >> 20,
        memory.maxMemory() >> 20);
  }

  /// All threads', which tells more than the clock where the machine has other work.
  private static long cpuMillis() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime());
  }
}
