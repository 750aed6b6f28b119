package io.mintmark.bench;

import io.mintmark.app.Welcome;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./mintmark bench`: the device plane under load, beside Mosquitto, in one run.
@Command(
    name = "mintmark bench",
    mixinStandardHelpOptions = true,
    description = "Measure registrations and logins, beside Mosquitto with a password file.")
public final class Bench implements Callable<Integer> {

  private static final int LOGIN_SAMPLE = 20_000;
  private static final List<String> SERVER_OPTIONS =
      List.of(
          "-Xmx1g",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  @Option(names = "--devices", description = "Devices in the store (default: ${DEFAULT-VALUE}).")
  private int devices = 1_000_000;

  @Option(
      names = "--seconds",
      description = "Measured time of each load (default: ${DEFAULT-VALUE}).")
  private int seconds = 8;

  @Option(names = "--warm-up", description = "Seconds before that (default: ${DEFAULT-VALUE}).")
  private int warmUpSeconds = 6;

  @Option(names = "--in-flight", description = "Operations at once (default: ${DEFAULT-VALUE}).")
  private int inFlight = 64;

  @Option(names = "--rounds", description = "Rounds of the comparison (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(names = "--data", description = "Folder to work in (default: a new temporary one).")
  private @Nullable Path folder;

  @Option(
      names = "--server-java",
      description = "One more option for the server's Java; may be repeated.")
  private List<String> moreServerOptions = new ArrayList<>();

  private final BenchFleet fleet = new BenchFleet();
  private final List<Figures> figures = new ArrayList<>();

  public static void main(String[] args) {
    System.exit(Welcome.commandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path root = folder == null ? Files.createTempDirectory("mintmark-bench") : folder;
    Path data = root.resolve("data");
    say(
        "%d processors, %,d devices, %d in flight, %d s after %d s of warm-up",
        Runtime.getRuntime().availableProcessors(), devices, inFlight, seconds, warmUpSeconds);
    var ranges = Ranges.of(devices);
    BenchStore.fill(data, devices, ranges.activated());
    try (var server = ServerProcess.start(data, serverOptions());
        var mosquitto = Mosquitto.start(root.resolve("mosquitto"), data.resolve("certificates"))) {
      say("the server is up");
      connects(server, mosquitto, ranges);
      registrations(server, ranges);
    }
    report();
    return 0;
  }

  private List<String> serverOptions() {
    var options = new ArrayList<>(SERVER_OPTIONS);
    options.addAll(moreServerOptions);
    return options;
  }

  private void connects(ServerProcess server, Mosquitto mosquitto, Ranges ranges) throws Exception {
    int sample = Math.min(LOGIN_SAMPLE, ranges.activated());
    var logins =
        IntStream.range(0, sample)
            .map(place -> BenchFleet.scattered(0, ranges.activated(), place))
            .mapToObj(number -> fleet.loginConnect(BenchFleet.name(number)))
            .toList();
    var peers = Mosquitto.connects();
    var tls = tls();
    for (int round = 1; round <= rounds; round++) {
      run("login, plain", server.mqtt(), null, false, Operations.connects(logins), server.cpu());
      run(
          "Mosquitto connect, plain",
          mosquitto.mqtt(),
          null,
          false,
          Operations.connects(peers),
          mosquitto.cpu());
      run("login, TLS 1.3", server.mqtts(), tls, false, Operations.connects(logins), server.cpu());
      run(
          "Mosquitto connect, TLS 1.3",
          mosquitto.mqtts(),
          tls,
          false,
          Operations.connects(peers),
          mosquitto.cpu());
    }
  }

  private void registrations(ServerProcess server, Ranges ranges) throws Exception {
    run(
        "first login (activation), plain",
        server.mqtt(),
        null,
        false,
        Operations.firstLogins(fleet, ranges.firstLogins(), ranges.share()),
        server.cpu());
    run(
        "registration over MQTT, plain",
        server.mqtt(),
        null,
        false,
        Operations.mqttRegistrations(fleet, ranges.mqtt(), ranges.share()),
        server.cpu());
    run(
        "registration over HTTP, new connection",
        server.http(),
        null,
        false,
        Operations.httpRegistrations(fleet, ranges.http(), ranges.share(), false),
        server.cpu());
    run(
        "registration over HTTP, keep-alive",
        server.http(),
        null,
        true,
        Operations.httpRegistrations(fleet, ranges.keepAlive(), ranges.rest(), true),
        server.cpu());
  }

  private void run(
      String name,
      InetSocketAddress server,
      @Nullable SslContext tls,
      boolean keepsConnections,
      Operation operation,
      CpuClock cpu)
      throws InterruptedException {
    try (var load = new Load(server, tls, keepsConnections, operation)) {
      var measured =
          load.run(
              name, inFlight, Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds), cpu);
      figures.add(measured);
      say("%s", measured.row());
    }
  }

  private static SslContext tls() throws Exception {
    // The generator checks no certificate: that would only cost its own CPU.
    return SslContextBuilder.forClient()
        .sslProvider(SslProvider.OPENSSL_REFCNT)
        .protocols("TLSv1.3")
        .trustManager(InsecureTrustManagerFactory.INSTANCE)
        .build();
  }

  private void report() {
    System.out.printf("%n%s%n", Figures.header());
    figures.forEach(row -> System.out.println(row.row()));
    System.out.printf(
        "%nServer CPU of a login, as a part of Mosquitto's of a connect in the same round:%n");
    ratios("plain");
    ratios("TLS 1.3");
  }

  private void ratios(String transport) {
    var ours = cpuOf("login, " + transport);
    var theirs = cpuOf("Mosquitto connect, " + transport);
    var text =
        IntStream.range(0, ours.size())
            .mapToObj(round -> "%.2f".formatted(ours.get(round) / theirs.get(round)))
            .collect(Collectors.joining(", "));
    System.out.printf("  %-8s %s%n", transport, text);
  }

  private List<Double> cpuOf(String name) {
    return figures.stream().filter(row -> row.name().equals(name)).map(Figures::cpuMicros).toList();
  }

  private void say(String format, Object... values) {
    System.out.printf(format + "%n", values);
    System.out.flush();
  }

  /// Which part of the fleet serves which load: a device registers or activates only once.
  private record Ranges(
      int activated, int firstLogins, int mqtt, int http, int keepAlive, int rest, int share) {

    static Ranges of(int devices) {
      int activated = devices / 10;
      int share = devices / 5 - devices / 50;
      int firstLogins = activated;
      int mqtt = firstLogins + share;
      int http = mqtt + share;
      int keepAlive = http + share;
      return new Ranges(activated, firstLogins, mqtt, http, keepAlive, devices - keepAlive, share);
    }
  }
}
