package io.mintmark.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in a process of its own, which can be killed as a power cut would.
final class ChildServer implements AutoCloseable {

  private static final Pattern PASSWORD = Pattern.compile("one-time password (\\S+)");
  private static final String NEW_PASSWORD = "correct horse battery";
  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  final int mqtt = freePort();
  final int mqtts = freePort();
  final int http = freePort();
  private final int management = freePort();
  private final Path data;
  private final Path log;
  private Process process;

  ChildServer(Path data) throws IOException {
    this.data = data;
    this.log = Files.createDirectories(data).resolve("child.log");
    this.process = launch();
  }

  private Process launch() throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "io.mintmark.app.Mintmark",
            "up",
            "--data",
            data.resolve("data").toString()));
    for (var setting :
        List.of(
            "gate.address=127.0.0.1",
            "gate.mqtt-port=" + mqtt,
            "gate.http-port=" + http,
            "gate.mqtts-port=" + mqtts,
            "gate.https-port=0",
            "management.port=" + management)) {
      command.add("--set");
      command.add(setting);
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /// A client that signed in with the printed password and got a key of its own.
  Api firstApi() throws IOException {
    Matcher password = awaitPassword();
    var open = new Api(base(), "none");
    var signedIn =
        open.post(
            "/api/v1/sign-in",
            Map.of("name", "admin", "password", password.group(1), "newPassword", NEW_PASSWORD));
    return signedIn(signedIn.get("token").asString());
  }

  /// A client with another key than this one's.
  Api another(Api first) {
    String key = first.post("/api/v1/api-keys", Map.of("name", "another")).get("token").asString();
    return new Api(base(), key);
  }

  private Api signedIn(String session) {
    String key =
        new Api(base(), session)
            .post("/api/v1/api-keys", Map.of("name", "test"))
            .get("token")
            .asString();
    return new Api(base(), key);
  }

  private Matcher awaitPassword() throws IOException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      var matcher = PASSWORD.matcher(Files.readString(log));
      if (matcher.find()) {
        return matcher;
      }
      Api.pause();
    }
    throw new AssertionError("the server did not start: " + Files.readString(log));
  }

  /// Waits until the management API answers.
  void awaitUp() throws IOException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        new Api(base(), "none").get("/api/v1/health");
        return;
      } catch (java.io.UncheckedIOException e) {
        Api.pause(); // not listening yet
      }
    }
    throw new AssertionError("the server did not start: " + Files.readString(log));
  }

  /// SIGKILL: no shutdown hook runs, nothing is flushed.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /// Starts it again on what the killed one left.
  void restart() throws IOException {
    process = launch();
    awaitUp();
  }

  /// The certificate that devices must trust.
  Path authorityFile() {
    return data.resolve("data").resolve("certificates").resolve("ca.pem");
  }

  int management() {
    return management;
  }

  private URI base() {
    return URI.create("http://127.0.0.1:%d/".formatted(management));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
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
