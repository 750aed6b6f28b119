package io.mintmark.dialect;

import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.vault.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// One request of a device and the answer it must get, as a text file: facts, then the request or
/// the CONNECT, then the answer, parted by lines that start with `===`.
public record Recording(
    SecretText productSecret,
    SecretText deviceSecret,
    String outcome,
    String clientId,
    String deviceToken,
    boolean isHttp,
    String request,
    String answer) {

  private static final Path FOLDER = Path.of("src/test/resources/dialect");

  /// Reads one.
  ///
  /// @param file below the folder of recordings
  public static Recording read(Path file) throws IOException {
    String text = Files.readString(FOLDER.resolve(file)).stripTrailing();
    String[] parts = text.split("\n=== (request|connect|answer)\n", -1);
    var facts = fields(parts[0].lines().filter(line -> !line.startsWith("#")).toList());
    return new Recording(
        SecretText.of(facts.get("product-secret")),
        SecretText.of(facts.get("device-secret")),
        facts.get("outcome"),
        facts.getOrDefault("client-id", ""),
        facts.getOrDefault("device-token", ""),
        text.contains("\n=== request\n"),
        parts[1],
        parts[2]);
  }

  HttpQuestion question() {
    int blank = request.indexOf("\n\n");
    var lines = (blank < 0 ? request : request.substring(0, blank)).lines().toList();
    String body = blank < 0 ? "" : request.substring(blank + 2);
    String[] line = lines.getFirst().split(" ", -1);
    return new HttpQuestion(
        line[0],
        line[1],
        fields(lines.subList(1, lines.size())),
        body.getBytes(StandardCharsets.UTF_8),
        new Origin(Transport.HTTP, "192.0.2.7"));
  }

  /// The request over HTTP as its bytes went over the wire.
  public byte[] requestBytes() {
    String[] parts = request.split("\n\n", 2);
    String body = parts.length == 1 ? "" : parts[1];
    return (parts[0].replace("\n", "\r\n") + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
  }

  /// The flags of the CONNECT: `flags` where the SDK's are known, else a clean session with the
  /// user name and, if there is one, the password.
  public int connectFlags() {
    var fields = fields(request.lines().toList());
    String usual = fields.containsKey("password") ? "c2" : "82";
    return Integer.parseInt(fields.getOrDefault("flags", usual), 16);
  }

  public Connect connect() {
    var fields = fields(request.lines().toList());
    return new Connect(
        Integer.parseInt(fields.get("level")),
        fields.get("clientid").translateEscapes(),
        fields.get("username"),
        fields.get("password"),
        Integer.parseInt(fields.get("keepalive")),
        new Origin(Transport.valueOf(fields.get("transport")), "192.0.2.7"));
  }

  /// All recordings, as paths below this folder.
  public static Stream<Path> all() throws IOException {
    try (var files = Files.walk(FOLDER)) {
      return files.filter(Files::isRegularFile).map(FOLDER::relativize).sorted().toList().stream();
    }
  }

  /// An answer over HTTP in the form in which files hold it.
  static String shown(HttpAnswer answer) {
    return "HTTP %d\nContent-Type: %s\n\n%s"
        .formatted(answer.status(), answer.contentType(), utf8(answer.body()));
  }

  /// An answer to a CONNECT in the form in which files hold it.
  static String shown(int returnCode, List<Push> pushes) {
    var shown = new StringBuilder("CONNACK " + returnCode);
    for (var push : pushes) {
      shown.append("\nPUBLISH ").append(push.topic()).append('\n').append(utf8(push.payload()));
    }
    return shown.toString();
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Map<String, String> fields(List<String> lines) {
    Map<String, String> fields = new HashMap<>();
    for (String line : lines) {
      String[] field = line.split(": ", 2);
      fields.put(field[0].toLowerCase(Locale.ROOT), field[1]);
    }
    return fields;
  }
}
