package io.mintmark.bench;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The management API of a server under test, as an owner's program uses it.
final class ManagementClient implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final URI base;
  private final String key;
  private final HttpClient http = HttpClient.newHttpClient();

  /// @param key an API key
  ManagementClient(URI base, String key) {
    this.base = base;
    this.key = key;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return good(http.send(request(path).build(), BodyHandlers.ofInputStream()));
  }

  JsonNode post(String path, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    var request = request(path).header("Content-Type", type).POST(body).build();
    return good(http.send(request, BodyHandlers.ofInputStream()));
  }

  JsonNode post(String path, String json) throws IOException, InterruptedException {
    return post(path, "application/json", BodyPublishers.ofString(json));
  }

  /// Reads a file to its end and keeps nothing of it.
  ///
  /// @return its bytes
  long download(String path) throws IOException, InterruptedException {
    var answer = http.send(request(path).build(), BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw refused(answer);
    }
    try (var counted = new Counted(answer.body())) {
      counted.transferTo(OutputStream.nullOutputStream());
      return counted.bytes;
    }
  }

  /// Waits until the batch is READY.
  void awaitReady(String batch) throws IOException, InterruptedException {
    while (true) {
      String state = get("batches/" + batch).get("state").asString();
      switch (state) {
        case "READY" -> {
          return;
        }
        case "APPROVED", "MINTING" -> TimeUnit.MILLISECONDS.sleep(20);
        default -> throw new IOException("batch %s is %s".formatted(batch, state));
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve("/api/v1/" + path))
        .header("Authorization", "Bearer " + key);
  }

  private static JsonNode good(HttpResponse<InputStream> answer) throws IOException {
    if (answer.statusCode() >= 300) {
      throw refused(answer);
    }
    try (var body = answer.body()) {
      return JSON.readTree(body);
    }
  }

  private static IOException refused(HttpResponse<InputStream> answer) throws IOException {
    try (var body = answer.body()) {
      return new IOException(
          "%s: HTTP %d %s"
              .formatted(
                  answer.uri(),
                  answer.statusCode(),
                  new String(body.readNBytes(2_000), StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void close() {
    http.close();
  }

  /// Counts what is read.
  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      bytes += octet < 0 ? 0 : 1;
      return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      bytes += Math.max(read, 0);
      return read;
    }
  }
}
