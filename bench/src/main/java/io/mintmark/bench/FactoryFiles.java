package io.mintmark.bench;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;

/// An owner's list in, a factory's files out, on a server of its own with a heap of 512 MB.
final class FactoryFiles {

  private static final int LABELS = 10_000;

  private final Ground ground;
  private final int units;
  private final ServerProcess server;
  private final ManagementClient api;

  private FactoryFiles(Ground ground, int units, ServerProcess server, ManagementClient api) {
    this.ground = ground;
    this.units = units;
    this.server = server;
    this.api = api;
  }

  static void measure(Ground ground, int units) throws Exception {
    var data = ground.folder().resolve("files");
    BenchStore.fill(data, Ranges.of(1_000));
    var program = ground.program().withJava("-Xmx512m");
    try (var server = ServerProcess.start(data, program);
        var api = new ManagementClient(server.management(), BenchStore.apiToken(data))) {
      new FactoryFiles(ground, units, server, api).measure();
    }
  }

  private void measure() throws Exception {
    String product = "products/" + BenchFleet.PRODUCT_KEY;
    String list =
        timed(
            "dry run of %,d uploaded names".formatted(units),
            10,
            () -> api.post(product + "/name-lists", "text/csv", names(units)).get("id").asString());
    String batch =
        timed(
            "%,d uploaded names, from order to READY".formatted(units),
            20,
            () -> ready(product, "\"nameSource\":\"UPLOADED\",\"nameList\":\"" + list + "\""));
    downloads(batch, "csv", 5);
    downloads(batch, "xlsx", 25);
    String small = ready(product, "\"nameSource\":\"GENERATED\",\"count\":" + LABELS);
    timed(
        "%,d QR codes as PNG".formatted(LABELS),
        10,
        () -> api.download("batches/" + small + "/files/qr-png-zip?content=identity"));
    ground
        .report()
        .note("peak resident memory of that server: %,d MB".formatted(server.peakMegabytes()));
  }

  private void downloads(String batch, String format, double wanted) throws Exception {
    timed(
        "%s file of %,d units".formatted(format.toUpperCase(Locale.ROOT), units),
        wanted,
        () -> api.download("batches/" + batch + "/files/" + format));
  }

  private String ready(String product, String names) throws IOException, InterruptedException {
    String order = "{\"burnMethod\":\"DEVICE_SECRET\"," + names + "}";
    String batch = api.post(product + "/batches", order).get("id").asString();
    api.awaitReady(batch);
    return batch;
  }

  private <T> T timed(String what, double wantedSeconds, Work<T> work) throws Exception {
    var cpu = new CpuClock(server.pid());
    Duration before = cpu.used();
    long begin = System.nanoTime();
    T result = work.run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    ground
        .report()
        .note(
            String.format(
                Locale.ROOT,
                "%s: %.1f s, %.1f s CPU",
                what,
                seconds,
                cpu.used().minus(before).toMillis() / 1e3));
    ground.report().add(Goal.atMost(what, wantedSeconds, seconds, 1, " s"));
    return result;
  }

  /// Serial numbers in no order, as owners' lists often are, made as they are sent.
  private static BodyPublisher names(int count) {
    int chunk = 1_000;
    return BodyPublishers.ofByteArrays(
        () ->
            IntStream.range(0, (count + chunk - 1) / chunk)
                .mapToObj(i -> names(i * chunk, Math.min(count, (i + 1) * chunk)))
                .iterator());
  }

  private static byte[] names(int from, int to) {
    var lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append("SN%08X-%07d\n".formatted(i * 0x9E3779B1, i));
    }
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws Exception;
  }
}
