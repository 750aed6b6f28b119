package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A server whose disk fills up. The disk is a real one, of 256 MB in memory; mounting it takes
/// root.
class DiskFullTest {

  private static final int UNITS = 200_000;
  private static final long LEFT_BYTES = 12 << 20;

  @TempDir Path folder;
  private Path disk;
  private Path filler;
  private ChildServer child;
  private Api api;

  @BeforeEach
  void aServerOnASmallDisk() throws Exception {
    disk = Files.createDirectories(folder.resolve("disk"));
    filler = disk.resolve("something-else");
    run("mount", "-t", "tmpfs", "-o", "size=256m", "mintmark-test", disk.toString());
    child = new ChildServer(disk);
    api = child.firstApi();
  }

  @AfterEach
  void unmount() throws Exception {
    child.close();
    run("umount", "--lazy", disk.toString());
  }

  @Test
  void mintingStopsWithAReasonAndGoesOnWhenThereIsSpaceAgain() throws Exception {
    String product = api.product(api.project(), "ALIYUN");
    fillDisk(LEFT_BYTES);

    String batch = api.orderGenerated(product, UNITS);

    var stopped = ended(batch);
    assertThat(stopped.get("state").asString()).isEqualTo("STOPPED");
    assertThat(stopped.get("stopReason").asString()).contains("disk");
    int minted = stopped.get("minted").asInt();
    assertThat(minted).isLessThan(UNITS);
    Files.delete(filler);
    api.post("/api/v1/batches/" + batch + "/resume", Map.of());
    assertThat(ended(batch).get("state").asString()).isEqualTo("READY");
    var names = new HashSet<String>();
    api.file(batch).stream().skip(1).forEach(row -> names.add(row.get(1)));
    assertThat(names).hasSize(UNITS);
  }

  @Test
  void aFullDiskSpoilsNoDownloadAndIsToldToWhoWouldStoreMore() throws Exception {
    String product = api.product(api.project(), "ALIYUN");
    String batch = api.orderGenerated(product, 5_000);
    assertThat(ended(batch).get("state").asString()).isEqualTo("READY");
    fillDisk(0);

    var refused =
        api.sent(
            "POST",
            "/api/v1/products/" + product + "/batches",
            Map.of("burnMethod", "DEVICE_SECRET", "nameSource", "GENERATED", "count", 100_000));

    assertThat(api.file(batch)).hasSize(5_001);
    // What little the database had in reserve may still take the order, but never its units.
    if (refused.statusCode() == 201) {
      String id = refused.body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
      assertThat(ended(id).get("stopReason").asString()).contains("disk");
    } else {
      assertThat(refused.statusCode()).isEqualTo(507);
      assertThat(refused.body()).contains("STORE_FULL");
    }
  }

  /// Waits until nothing more is minted, however long a server tries before it gives up.
  private JsonNode ended(String batch) {
    long end = System.nanoTime() + Duration.ofMinutes(4).toNanos();
    while (System.nanoTime() < end) {
      var seen = api.batch(batch);
      if (!"APPROVED MINTING".contains(seen.get("state").asString())) {
        return seen;
      }
      Api.pause();
    }
    throw new AssertionError("batch %s did not end: %s".formatted(batch, api.batch(batch)));
  }

  private void fillDisk(long left) throws IOException {
    FileStore space = Files.getFileStore(disk);
    var block = ByteBuffer.allocate(1 << 20);
    try (var file =
        FileChannel.open(filler, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (space.getUsableSpace() > left) {
        block.clear().limit((int) Math.min(block.capacity(), space.getUsableSpace() - left));
        file.write(block);
      }
    }
  }

  private static void run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", String.join(" ", command), said).isZero();
  }
}
