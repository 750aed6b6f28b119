package io.mintmark.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;

/// Orders batches of one product and looks how far they are, as a program would.
final class MintApi implements AutoCloseable {

  private static final Pattern ID = Pattern.compile("\"id\":\"(b-[a-z0-9]+)\"");
  private static final Pattern STATE = Pattern.compile("\"state\":\"([A-Z_]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI management;
  private final String token;
  private final String product;

  MintApi(URI management, String token, String product) {
    this.management = management;
    this.token = token;
    this.product = product;
  }

  /// Orders made-up names.
  ///
  /// @return the batch's id
  String orderGenerated(int count) throws IOException, InterruptedException {
    var body =
        "{\"burnMethod\":\"DEVICE_SECRET\",\"nameSource\":\"GENERATED\",\"count\":%d}"
            .formatted(count);
    return order("", "application/json", body);
  }

  /// Orders names of an owner's list.
  ///
  /// @return the batch's id
  String orderNames(List<String> names) throws IOException, InterruptedException {
    return order("?burnMethod=DEVICE_SECRET", "text/csv", String.join("\n", names));
  }

  /// Waits until the batch is READY.
  ///
  /// @throws IOException if it is stopped
  void awaitReady(String batch) throws IOException, InterruptedException {
    while (true) {
      String state = found(STATE, send(request("/api/v1/batches/" + batch).GET()));
      switch (state) {
        case "READY" -> {
          return;
        }
        case "STOPPED" -> throw new IOException("the batch was stopped; see bench-server.log");
        default -> Thread.sleep(10);
      }
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private String order(String query, String type, String body)
      throws IOException, InterruptedException {
    var request =
        request("/api/v1/products/%s/batches%s".formatted(product, query))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    return found(ID, send(request));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(management.resolve(path))
        .header("Authorization", "Bearer " + token);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException("HTTP %d: %s".formatted(answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  private static String found(Pattern pattern, String text) throws IOException {
    var match = pattern.matcher(text);
    if (!match.find()) {
      throw new IOException("the answer holds no " + pattern + ": " + text);
    }
    return match.group(1);
  }
}
