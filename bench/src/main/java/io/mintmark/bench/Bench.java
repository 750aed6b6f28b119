package io.mintmark.bench;

import io.mintmark.app.Welcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./mintmark bench`: the device plane under load, beside Mosquitto, in one run.
@Command(
    name = "mintmark bench",
    mixinStandardHelpOptions = true,
    description = "Measure the device plane, beside Mosquitto with a password file.")
public final class Bench implements Callable<Integer> {

  /// What can be measured.
  enum Part {
    /// Logins over plain TCP and TLS 1.3.
    CONNECT,
    /// Logins over TLS-PSK.
    PSK,
    /// First logins and registrations.
    DURABLE,
    /// The same, and their latency at half the load.
    HALF,
    /// Memory of idle sessions.
    IDLE,
    /// Messages of QoS 1.
    QOS1,
    /// Wrong signatures beside a good load.
    ATTACK,
    /// The cost at different numbers of devices.
    SIZE,
    /// Batches from the order to READY, and logins meanwhile.
    MINT,
    /// A list of names in, files for the factory out.
    FILES
  }

  @Option(
      names = "--only",
      split = ",",
      description = "Parts to measure: ${COMPLETION-CANDIDATES} (default: all).")
  private Set<Part> only = EnumSet.allOf(Part.class);

  @Option(
      names = "--quick",
      description =
          "A tenth of the devices, one round, two seconds each: a look, not a measurement.")
  private boolean quick;

  @Option(names = "--devices", description = "Devices in the store (default: ${DEFAULT-VALUE}).")
  private int devices = 1_000_000;

  @Option(
      names = "--sizes",
      split = ",",
      description = "Numbers of devices to compare (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes = List.of(10_000, 1_000_000);

  @Option(
      names = "--stock",
      description = "Devices that MINT adds, by the million (default: ${DEFAULT-VALUE}).")
  private int stock;

  @Option(
      names = "--postgres",
      description = "Address of an empty database with user and password, for MINT.")
  private @Nullable String postgres;

  @Option(
      names = "--seconds",
      description = "Measured time of each load (default: ${DEFAULT-VALUE}).")
  private int seconds = 5;

  @Option(names = "--warm-up", description = "Seconds before that (default: ${DEFAULT-VALUE}).")
  private int warmUpSeconds = 2;

  @Option(names = "--in-flight", description = "Operations at once (default: ${DEFAULT-VALUE}).")
  private int inFlight = 64;

  @Option(names = "--rounds", description = "Rounds of comparisons (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--data",
      description = "Empty folder to work in, which is kept (default: a temporary one).")
  private @Nullable Path folder;

  @Option(
      names = "--server",
      description = "Class path of another server to measure (default: this build's).")
  private String server = System.getProperty("java.class.path");

  @Option(
      names = "--server-java",
      description = "One more option for the server's Java; may be repeated.")
  private List<String> serverJava = new ArrayList<>();

  @Option(names = "--set", description = "A setting of the server, key=value; may be repeated.")
  private List<String> settings = new ArrayList<>();

  private final Report report = new Report();

  public static void main(String[] args) {
    System.exit(
        Welcome.commandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (quick) {
      devices = Math.min(devices, 100_000);
      sizes = sizes.stream().map(size -> Math.min(size, 100_000)).distinct().toList();
      seconds = 2;
      warmUpSeconds = 1;
      rounds = 1;
    }
    Path root = folder == null ? Files.createTempDirectory("mintmark-bench") : folder;
    try {
      measure(root);
    } finally {
      if (folder == null) {
        delete(root);
      }
    }
    report.print();
    return 0;
  }

  private void measure(Path root) throws Exception {
    report.say(
        "%d processors, %,d devices, %d in flight, %d s after %d s of warm-up",
        Runtime.getRuntime().availableProcessors(), devices, inFlight, seconds, warmUpSeconds);
    Path data = root.resolve("data");
    var ranges = Ranges.of(devices);
    BenchStore.fill(data, ranges);
    var program = new ServerCommand(server, serverJava, settings);
    try (var process = ServerProcess.start(data, program);
        var mosquitto = Mosquitto.start(root.resolve("mosquitto"), data.resolve("certificates"))) {
      report.say("the server is up");
      var ground =
          new Ground(
              root,
              data,
              program,
              process,
              mosquitto,
              new BenchFleet(),
              ranges,
              report,
              inFlight,
              rounds,
              Duration.ofSeconds(warmUpSeconds),
              Duration.ofSeconds(seconds));
      ground.warm(process.mqtt(), Operations.connects(ranges.logins(ground.fleet())));
      for (var part : only) {
        measure(part, ground);
      }
    }
  }

  private void measure(Part part, Ground ground) throws Exception {
    report.say("%n%s", part.name().toLowerCase(Locale.ROOT));
    switch (part) {
      case CONNECT -> {
        Connects.plain(ground);
        Connects.tls(ground);
      }
      case PSK -> Connects.psk(ground);
      case DURABLE -> {
        if (!only.contains(Part.HALF)) {
          Durable.measure(ground, false);
        }
      }
      case HALF -> Durable.measure(ground, true);
      case IDLE -> Idle.measure(ground);
      case QOS1 -> QosOne.measure(ground);
      case ATTACK -> Attack.measure(ground);
      case SIZE -> Sizes.measure(ground, sizes);
      case MINT -> {
        Mints.measure(ground, null, stock);
        if (postgres != null) {
          Mints.measure(ground, postgres, stock);
        }
      }
      case FILES -> FactoryFiles.measure(ground, devices);
    }
  }

  private static void delete(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
