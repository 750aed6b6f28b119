package io.mintmark.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// Mosquitto with a password file, on the same certificate as the server it is compared with: the
/// peer that everybody knows.
final class Mosquitto implements AutoCloseable {

  /// A password file is read into memory, so its length hardly matters; making it takes time.
  private static final int USERS = 300;

  private final Process process;
  private final int mqtt;
  private final int mqtts;

  private Mosquitto(Process process, int mqtt, int mqtts) {
    this.process = process;
    this.mqtt = mqtt;
    this.mqtts = mqtts;
  }

  /// Starts it in `folder` with the key and chain of the server under test.
  static Mosquitto start(Path folder, Path certificates) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path passwords = folder.resolve("passwords");
    Files.write(
        passwords, IntStream.range(0, USERS).mapToObj(i -> user(i) + ":" + password(i)).toList());
    run("mosquitto_passwd", "-U", passwords.toString());
    int mqtt = ServerProcess.freePort();
    int mqtts = ServerProcess.freePort();
    Path configuration = folder.resolve("mosquitto.conf");
    Files.writeString(configuration, configuration(passwords, certificates, mqtt, mqtts));
    var process =
        new ProcessBuilder("mosquitto", "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    var mosquitto = new Mosquitto(process, mqtt, mqtts);
    mosquitto.awaitStart();
    return mosquitto;
  }

  private static String configuration(Path passwords, Path certificates, int mqtt, int mqtts) {
    return """
        user root
        per_listener_settings false
        allow_anonymous false
        password_file %s
        set_tcp_nodelay true
        log_type error
        listener %d 127.0.0.1
        listener %d 127.0.0.1
        certfile %s
        keyfile %s
        """
        .formatted(
            passwords,
            mqtt,
            mqtts,
            certificates.resolve("server-ecdsa.pem"),
            certificates.resolve("server-ecdsa.key"));
  }

  private void awaitStart() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 100 && process.isAlive(); attempt++) {
      try (var probe = new Socket()) {
        probe.connect(mqtts());
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
                MqttBytes.connect(
                    "a1BenchFlt1.unit-%08d|timestamp=2524608000000,securemode=2|".formatted(i),
                    user(i),
                    password(i),
                    120))
        .toList();
  }

  private static String user(int number) {
    return "unit-%08d&a1BenchFlt1".formatted(number);
  }

  private static String password(int number) {
    return "%064x".formatted(number + 1);
  }

  CpuClock cpu() {
    return new CpuClock(process.pid());
  }

  InetSocketAddress mqtt() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), mqtt);
  }

  InetSocketAddress mqtts() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), mqtts);
  }

  @Override
  public void close() {
    ServerProcess.end(process);
  }
}
