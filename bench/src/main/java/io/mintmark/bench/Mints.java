package io.mintmark.bench;

import io.mintmark.bench.Load.Then;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Minting, by a server of its own with a heap of 512 MB: from the order to READY, with made-up
/// names and with a list in no order, for a small batch and a large one, and on a stock of devices
/// that grows; and what devices feel of it that log in meanwhile.
final class Mints implements AutoCloseable {

  private static final int SMALL = 10_000;
  private static final int LARGE = 1_000_000;
  private static final int SMALL_ROUNDS = 10;
  private static final long NAMES_SEED = 7;

  private final Ground ground;
  private final Report report;
  private final Path data;
  private final ServerProcess server;
  private final MintApi api;
  private final boolean shared;
  private final Random random = new Random(NAMES_SEED);

  private Mints(Ground ground, @Nullable String postgres) throws Exception {
    this.ground = ground;
    this.report = ground.report();
    this.shared = postgres != null;
    this.data = ground.folder().resolve(shared ? "mint-postgres" : "mint");
    BenchStore.fill(data, ground.ranges(), postgres);
    var options = new ArrayList<>(ground.program().javaOptions());
    options.add("-Xmx512m"); // the last one counts
    var program =
        new ServerCommand(ground.program().classPath(), options, ground.program().settings());
    String[] settings = shared ? new String[] {"store.url=" + postgres} : new String[0];
    this.server = ServerProcess.start(data, program, settings);
    this.api = new MintApi(server.management(), BenchStore.apiToken(data), BenchFleet.PRODUCT_KEY);
  }

  /// @param postgres address of an empty database; null for SQLite
  /// @param stock devices to mint beside the measured ones, in batches of a million
  static void measure(Ground ground, @Nullable String postgres, int stock) throws Exception {
    try (var mints = new Mints(ground, postgres)) {
      mints.run(stock);
    }
  }

  /// @param time from the order to READY
  private record Minted(int units, Duration time, Duration cpu) {

    double micros() {
      return cpu.toNanos() / 1e3 / units;
    }

    double seconds() {
      return time.toNanos() / 1e9;
    }
  }

  private void run(int stock) throws Exception {
    String where = shared ? "PostgreSQL, " : "SQLite, ";
    say(where + "10,000 made-up names, the server's first", generated(SMALL));
    var small = new ArrayList<Minted>();
    for (int i = 0; i < SMALL_ROUNDS; i++) {
      small.add(generated(SMALL));
    }
    double smallMicros = Connects.median(small.stream().map(Minted::micros).toList());
    double smallSeconds = Connects.median(small.stream().map(Minted::seconds).toList());
    report.note("%s10,000 made-up names: %.1f µs CPU each".formatted(where, smallMicros));
    goal(where + "10,000 devices", 1, smallSeconds);
    var large = say(where + "1,000,000 made-up names", generated(LARGE));
    goal(where + "1,000,000 devices", shared ? 40 : 20, large.seconds());
    cost(where + "1,000,000 devices", large.micros(), smallMicros);
    var listed = listed(where);
    goal(where + "1,000,000 listed names in no order", shared ? 40 : 20, listed.seconds());
    for (int more = 0; more < stock; more += LARGE) {
      large = say(where + "a million more", generated(LARGE));
    }
    if (stock > 0) {
      cost(where + "the last million of a stock", large.micros(), smallMicros);
      var late = listed(where + "with the stock, ");
      cost(where + "listed names with the stock, to those without", late.micros(), listed.micros());
    }
    devicesMeanwhile(where);
    report.note("%speak resident memory %,d MB".formatted(where, peakResident() >> 20));
  }

  private Minted generated(int count) throws Exception {
    return timed(count, () -> api.orderGenerated(count));
  }

  /// Tells intake and minting apart.
  private Minted listed(String where) throws Exception {
    var names = IntStream.range(0, LARGE).mapToObj(i -> "%012X%07d".formatted(hex(), i)).toList();
    var order = new String[1];
    say(
        where + "taking in 1,000,000 listed names",
        timedOnly(LARGE, () -> order[0] = api.orderNames(names)));
    return say(where + "1,000,000 listed names", timed(LARGE, () -> order[0]));
  }

  private long hex() {
    return random.nextLong() & 0xffffffffffffL;
  }

  /// What is timed; answers the batch to wait for.
  private interface Order {
    String place() throws Exception;
  }

  private Minted timed(int units, Order order) throws Exception {
    return timedOnly(
        units,
        () -> {
          var batch = order.place();
          api.awaitReady(batch);
          return batch;
        });
  }

  private Minted timedOnly(int units, Order order) throws Exception {
    var cpu = server.mqtt().cpu();
    var before = cpu.used();
    long begin = System.nanoTime();
    order.place();
    return new Minted(units, Duration.ofNanos(System.nanoTime() - begin), cpu.used().minus(before));
  }

  private Minted say(String name, Minted minted) {
    report.note(
        String.format(
            Locale.ROOT,
            "%s: %.2f s, %,.0f/s, %.1f µs CPU each",
            name,
            minted.seconds(),
            minted.units / minted.seconds(),
            minted.micros()));
    return minted;
  }

  private void goal(String name, double seconds, double seen) {
    report.add(Goal.atMost(name + ": order to READY", seconds, seen, 2, " s"));
  }

  private void cost(String name, double micros, double base) {
    report.add(Goal.atMost(name + ": CPU each ÷ that of 10,000", 1.20, micros / base, 2, ""));
  }

  /// The same rate of logins without a batch and beside one.
  private void devicesMeanwhile(String where) throws Exception {
    var logins = ground.ranges().logins(ground.fleet());
    ground.warm(server.mqtt(), Operations.connects(logins));
    var most = ground.most("login", server.mqtt(), Operations.connects(logins), Then.CLOSE);
    double half = most.perSecond() / 2;
    var ratios = new ArrayList<Double>();
    for (int round = 0; round < ground.rounds(); round++) {
      ratios.add(ratio(where, half, logins));
    }
    report.add(
        Goal.atMost(
            where + "p99 of logins at half load: beside a batch ÷ without",
            2,
            Connects.median(ratios),
            2,
            ""));
  }

  private double ratio(String where, double half, List<byte[]> logins) throws Exception {
    var alone =
        ground.at(
            half,
            where + "login, half load",
            server.mqtt(),
            Operations.connects(logins),
            Then.CLOSE);
    var batch = api.orderGenerated(LARGE);
    var beside =
        ground.at(
            half,
            where + "login, half load, beside a batch",
            server.mqtt(),
            Operations.connects(logins),
            Then.CLOSE);
    api.awaitReady(batch);
    return beside.p99() / alone.p99();
  }

  private long peakResident() throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(server.pid()))).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    api.close();
    server.close();
  }
}
