package io.mintmark.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/// Mosquitto with a password file and a file of pre-shared keys, on the same certificate as the
/// server it is compared with: the peer that everybody knows.
final class Mosquitto implements AutoCloseable {

  /// Its files are read into memory, so their length hardly matters; making them takes time.
  private static final int USERS = 300;

  private final Process process;
  private final Ports ports;

  private Mosquitto(Process process, Ports ports) {
    this.process = process;
    this.ports = ports;
  }

  private record Ports(int mqtt, int mqtts, int psk) {}

  /// Starts it in `folder` with the key and chain of the server under test.
  static Mosquitto start(Path folder, Path certificates) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path passwords = folder.resolve("passwords");
    Files.write(
        passwords, IntStream.range(0, USERS).mapToObj(i -> user(i) + ":" + password(i)).toList());
    run("mosquitto_passwd", "-U", passwords.toString());
    Path keys = folder.resolve("keys");
    String key = HexFormat.of().formatHex(BenchFleet.PSK);
    Files.write(keys, IntStream.range(0, USERS).mapToObj(i -> pskUser(i) + ":" + key).toList());
    var ports =
        new Ports(ServerProcess.freePort(), ServerProcess.freePort(), ServerProcess.freePort());
    Path configuration = folder.resolve("mosquitto.conf");
    Files.writeString(configuration, configuration(passwords, keys, certificates, ports));
    var process =
        new ProcessBuilder("mosquitto", "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    var mosquitto = new Mosquitto(process, ports);
    mosquitto.awaitStart();
    return mosquitto;
  }

  private static String configuration(Path passwords, Path keys, Path certificates, Ports ports) {
    return """
        user root
        per_listener_settings false
        allow_anonymous false
        password_file %s
        psk_file %s
        max_queued_messages 2000000
        set_tcp_nodelay true
        log_type error
        listener %d 127.0.0.1
        listener %d 127.0.0.1
        certfile %s
        keyfile %s
        listener %d 127.0.0.1
        psk_hint bench
        use_identity_as_username true
        tls_version tlsv1.2
        ciphers PSK-AES128-CBC-SHA
        """
        .formatted(
            passwords,
            keys,
            ports.mqtt,
            ports.mqtts,
            certificates.resolve("server-ecdsa.pem"),
            certificates.resolve("server-ecdsa.key"),
            ports.psk);
  }

  private void awaitStart() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 100 && process.isAlive(); attempt++) {
      try (var probe = new Socket()) {
        probe.connect(address(ports.psk));
        return;
      } catch (IOException e) {
        Thread.sleep(50); // not listening yet
      }
    }
    throw new IOException("mosquitto did not start; see mosquitto.log");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  /// A CONNECT of each user, with client ids as long as a device's.
  static List<byte[]> connects() {
    return IntStream.range(0, USERS)
        .mapToObj(
            i ->
                connect(
                    "a1BenchFlt1.unit-%08d|timestamp=2524608000000,securemode=2|".formatted(i), i))
        .toList();
  }

  /// A CONNECT of this user under any client id.
  static byte[] connect(String clientId, int user) {
    return MqttBytes.connect(clientId, user(user), password(user), 120);
  }

  /// A CONNECT of each user of the listener with pre-shared keys.
  static List<byte[]> pskConnects() {
    return IntStream.range(0, USERS)
        .mapToObj(i -> BenchFleet.pskConnect(BenchFleet.name(i)))
        .toList();
  }

  private static String pskUser(int number) {
    return BenchFleet.PSK_PRODUCT + BenchFleet.name(number);
  }

  private static String user(int number) {
    return "unit-%08d&a1BenchFlt1".formatted(number);
  }

  private static String password(int number) {
    return "%064x".formatted(number + 1);
  }

  Target mqtt() {
    return target(ports.mqtt, Security.NONE);
  }

  Target mqtts(Security security) {
    return target(ports.mqtts, security);
  }

  Target psk(Security security) {
    return target(ports.psk, security);
  }

  private Target target(int port, Security security) {
    return new Target(address(port), security, new CpuClock(process.pid()));
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public void close() {
    ServerProcess.end(process);
  }
}
