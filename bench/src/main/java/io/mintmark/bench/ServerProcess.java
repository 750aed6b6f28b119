package io.mintmark.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Mintmark server of its own process, as an operator would run it, so that its CPU can be told
/// from the generator's.
final class ServerProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final int mqtt;
  private final int mqtts;
  private final int http;
  private final int management;

  private ServerProcess(Process process, int mqtt, int mqtts, int http, int management) {
    this.process = process;
    this.mqtt = mqtt;
    this.mqtts = mqtts;
    this.http = http;
    this.management = management;
  }

  /// Starts it on a data folder and waits until it answers.
  ///
  /// @param settings further ones, each `key=value`
  static ServerProcess start(Path data, ServerCommand program, String... settings)
      throws IOException, InterruptedException {
    int mqtt = freePort();
    int mqtts = freePort();
    int http = freePort();
    int management = freePort();
    var command = new ArrayList<String>();
    command.addAll(program.words());
    command.addAll(List.of("--data", data.toString()));
    command.addAll(set("gate.mqtt-port", mqtt));
    command.addAll(set("gate.mqtts-port", mqtts));
    command.addAll(set("gate.http-port", http));
    command.addAll(set("gate.https-port", 0));
    command.addAll(set("management.port", management));
    command.addAll(List.of("--set", "gate.plain-registration=true"));
    for (String setting : settings) {
      command.addAll(List.of("--set", setting));
    }
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("bench-server.log").toFile())
            .start();
    var server = new ServerProcess(process, mqtt, mqtts, http, management);
    server.awaitHealth();
    return server;
  }

  private static List<String> set(String key, int value) {
    return List.of("--set", key + "=" + value);
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitHealth() throws IOException, InterruptedException {
    var health = management().resolve("/api/v1/health");
    long end = System.nanoTime() + START_LIMIT.toNanos();
    try (var client = HttpClient.newHttpClient()) {
      while (System.nanoTime() < end && process.isAlive()) {
        try {
          var answer =
              client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding());
          if (answer.statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          Thread.sleep(100); // not listening yet
        }
      }
    }
    close();
    throw new IOException("the server did not start; see bench-server.log in its data folder");
  }

  long pid() {
    return process.pid();
  }

  /// Where its management API is.
  URI management() {
    return URI.create("http://127.0.0.1:%d/".formatted(management));
  }

  /// The most memory it ever had resident. Linux only.
  long peakMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(pid()))).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  Target mqtt() {
    return target(mqtt, Security.NONE);
  }

  Target mqtts(Security security) {
    return target(mqtts, security);
  }

  Target http() {
    return target(http, Security.NONE);
  }

  private Target target(int port, Security security) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new Target(address, security, new CpuClock(process.pid()));
  }

  @Override
  public void close() {
    end(process);
  }

  /// Asks a process to end, and insists after a while.
  static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
