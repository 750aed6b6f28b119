package io.mintmark.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Mosquitto or RabbitMQ as Debian packs it, in a process and folder of its own on ports of the
/// loopback that were free a moment ago; it asks for the account `mint` with password `secret`.
public abstract class RealBroker implements AutoCloseable {

  public static final String USER = "mint";
  public static final String PASSWORD = "secret";

  private static final long START_SECONDS = 60;

  final Path folder;
  public final int plainPort = freePort();
  public final int tlsPort = freePort();
  private Process process;

  RealBroker(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /// Mosquitto, not started yet.
  ///
  /// @param certificates a folder with `ca.pem`, `server-rsa.pem` and `server-rsa.key`
  public static RealBroker mosquitto(Path folder, Path certificates) throws IOException {
    return new Mosquitto(folder, certificates);
  }

  /// RabbitMQ with its MQTT plugin, not started yet.
  ///
  /// @param certificates as above
  public static RealBroker rabbitMq(Path folder, Path certificates) throws IOException {
    return new RabbitMq(folder, certificates);
  }

  public final void start() throws IOException {
    process = launch();
    long bound = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!isListening(plainPort) || !isListening(tlsPort)) {
      if (!process.isAlive() || System.nanoTime() > bound) {
        close();
        throw new AssertionError("the broker did not start: " + Files.readString(log()));
      }
      pause();
    }
  }

  abstract Process launch() throws IOException;

  public final boolean isRunning() {
    return process != null && process.isAlive();
  }

  /// SIGKILL: its connections break, and it says no word.
  public final void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  final Path log() {
    return folder.resolve("out.log");
  }

  final Process run(List<String> command, Map<String, String> environment) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /// The first of these that is there; Debian keeps servers out of a user's search path.
  static String program(String packageName, String... places) {
    return Stream.of(places)
        .filter(place -> Files.isExecutable(Path.of(place)))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "this test needs the Debian package %s; ./mintmark test installs it"
                        .formatted(packageName)));
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isListening(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Mosquitto extends RealBroker {

    private Mosquitto(Path folder, Path certificates) throws IOException {
      super(folder);
      Files.writeString(folder.resolve("passwords"), USER + ":" + PASSWORD + "\n");
      Files.writeString(
          folder.resolve("mosquitto.conf"),
          """
          per_listener_settings false
          allow_anonymous false
          password_file %1$s/passwords
          persistence true
          persistence_location %1$s/
          autosave_interval 1
          autosave_on_changes true
          user %2$s
          listener %3$d 127.0.0.1
          listener %4$d 127.0.0.1
          certfile %5$s/server-rsa.pem
          keyfile %5$s/server-rsa.key
          """
              .formatted(
                  folder, System.getProperty("user.name"), plainPort, tlsPort, certificates));
    }

    @Override
    Process launch() throws IOException {
      hashPasswords();
      String server = program("mosquitto", "/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto");
      return run(List.of(server, "-c", "mosquitto.conf"), Map.of());
    }

    private void hashPasswords() throws IOException {
      String tool = program("mosquitto", "/usr/bin/mosquitto_passwd");
      Files.writeString(folder.resolve("passwords"), USER + ":" + PASSWORD + "\n");
      try {
        run(List.of(tool, "-U", "passwords"), Map.of()).waitFor();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static final class RabbitMq extends RealBroker {

    private final int epmdPort = freePort();
    private final int nodePort = freePort();
    private Process portMapper;

    private RabbitMq(Path folder, Path certificates) throws IOException {
      super(folder);
      Files.writeString(folder.resolve("enabled_plugins"), "[rabbitmq_mqtt].\n");
      Files.writeString(
          folder.resolve("rabbitmq.conf"),
          """
          listeners.tcp = none
          mqtt.listeners.tcp.1 = 127.0.0.1:%1$d
          mqtt.listeners.ssl.1 = 127.0.0.1:%2$d
          mqtt.allow_anonymous = false
          ssl_options.cacertfile = %3$s/ca.pem
          ssl_options.certfile = %3$s/server-rsa.pem
          ssl_options.keyfile = %3$s/server-rsa.key
          default_user = %4$s
          default_pass = %5$s
          log.console = true
          log.file = false
          """
              .formatted(plainPort, tlsPort, certificates, USER, PASSWORD));
    }

    @Override
    Process launch() throws IOException {
      String server = program("rabbitmq-server", "/usr/lib/rabbitmq/bin/rabbitmq-server");
      if (portMapper == null) {
        portMapper = launchPortMapper();
      }
      return run(
          List.of(server),
          Map.ofEntries(
              Map.entry("HOME", folder.toString()),
              Map.entry("ERL_EPMD_PORT", Integer.toString(epmdPort)),
              Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
              Map.entry("RABBITMQ_NODENAME", "mintmark-test-" + plainPort + "@localhost"),
              Map.entry("RABBITMQ_DIST_PORT", Integer.toString(nodePort)),
              Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
              Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString()),
              Map.entry(
                  "RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("enabled_plugins").toString()),
              Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString()),
              Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
              // The script then becomes the server instead of waiting for it.
              Map.entry("RUNNING_UNDER_SYSTEMD", "true")));
    }

    /// Erlang would start one that outlives the test.
    private Process launchPortMapper() throws IOException {
      String epmd = program("erlang-base", "/usr/bin/epmd");
      Process started =
          run(
              List.of(epmd, "-port", Integer.toString(epmdPort), "-address", "127.0.0.1"),
              Map.of());
      while (started.isAlive() && !isListening(epmdPort)) {
        pause();
      }
      return started;
    }

    @Override
    public void close() {
      super.close();
      if (portMapper != null) {
        portMapper.destroyForcibly();
        portMapper.onExit().join();
      }
    }
  }
}
