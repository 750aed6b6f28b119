package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.BatchId;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductKey;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches.Unit;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed in the middle of its work leaves nothing untrue behind.
class CrashTest {

  @TempDir private Path folder;

  @Test
  void whatWasAcknowledgedBeforeAKillIsStillTrue() throws Exception {
    var told = killed(30, "work");
    var product = new ProductKey(only(told, "product "));
    var id = new BatchId(only(told, "batch "));

    try (var store = Store.openSqlite(folder)) {
      var batch = store.batches().find(id).orElseThrow();
      assertThat(batch.minted()).isGreaterThanOrEqualTo(last(told, "minted "));
      assertThat(store.batches().units(product, id, 0, CrashChild.SIZE))
          .hasSize(batch.minted())
          .extracting(Unit::name)
          .doesNotHaveDuplicates();
      assertThat(all(told, "registered "))
          .isNotEmpty()
          .allSatisfy(
              name ->
                  assertThat(
                          store
                              .devices()
                              .find(new DeviceIdentity(product, name))
                              .orElseThrow()
                              .registeredAt())
                      .isEqualTo(NOON));
      assertThat(store.batches().unfinished()).extracting(Batch::id).contains(id);
      CrashChild.mintRest(store, id, _ -> {});
      assertThat(store.batches().find(id).orElseThrow().state()).isEqualTo(Batch.State.READY);
      assertThat(store.batches().units(product, id, 0, CrashChild.SIZE)).hasSize(CrashChild.SIZE);
    }
  }

  @Test
  void aListThatWasBeingTakenInIsThereWholeOrNotAtAll() throws Exception {
    var told = killed(3, "intake");
    var product = new ProductKey(only(told, "product "));
    var created = all(told, "created ");

    try (var store = Store.openSqlite(folder)) {
      for (var id : created) {
        assertThat(store.batches().lines(new BatchId(id), 0, CrashChild.SIZE))
            .hasSize(CrashChild.SIZE);
      }
      var unfinished = store.batches().unfinished();
      assertThat(unfinished.size()).isBetween(created.size(), created.size() + 1);
      int next = unfinished.size();
      var names = Samples.names("list%d-".formatted(next), CrashChild.SIZE);
      assertThat(
              store.batches().create(new Samples(store).uploaded(product, CrashChild.SIZE), names))
          .isEmpty();
    }
  }

  /// Runs the child until it has told of `lines` acts, kills it, and returns all it told.
  private List<String> killed(int lines, String task) throws Exception {
    var child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName(),
                folder.toString(),
                task)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var told = new ArrayList<String>();
    try (var output = child.inputReader()) {
      read(output, told, lines);
      child.toHandle().destroyForcibly(); // leaves the output open, other than the child's own
      read(output, told, Integer.MAX_VALUE);
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertThat(told).as("the child was killed at work").doesNotContain("finished.");
    return told;
  }

  private static void read(BufferedReader output, List<String> told, int lines) throws Exception {
    String line = output.readLine();
    while (line != null) {
      if (line.startsWith(CrashChild.MARK)) {
        told.add(line.substring(CrashChild.MARK.length()));
      }
      line = told.size() < lines ? output.readLine() : null;
    }
  }

  private static String only(List<String> told, String word) {
    return all(told, word).getFirst();
  }

  private static int last(List<String> told, String word) {
    return Integer.parseInt(all(told, word).getLast());
  }

  private static List<String> all(List<String> told, String word) {
    return told.stream()
        .filter(line -> line.startsWith(word) && line.endsWith("."))
        .map(line -> line.substring(word.length(), line.length() - 1))
        .toList();
  }
}
