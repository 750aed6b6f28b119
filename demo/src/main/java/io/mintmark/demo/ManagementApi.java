package io.mintmark.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The few calls of the management API that the demo makes, as any program would make them. A
/// problem document becomes an exception with its text.
final class ManagementApi {

  private final URI base;
  private final String apiKey;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  ManagementApi(URI base, String apiKey) {
    this.base = base;
    this.apiKey = apiKey;
  }

  String createProject(String name) throws IOException, InterruptedException {
    return post("/api/v1/projects", Map.of("name", name)).get("id").asString();
  }

  /// Creates a product, publishes it, and turns registration on if asked to.
  String createProduct(String project, String name, String dialect, boolean registration)
      throws IOException, InterruptedException {
    var created =
        post(
            "/api/v1/projects/%s/products".formatted(project),
            Map.of("name", name, "dialect", dialect));
    String key = created.get("productKey").asString();
    post("/api/v1/products/%s/publish".formatted(key), Map.of());
    if (registration) {
      send(
          "PUT", "/api/v1/products/%s/registration".formatted(key), json(Map.of("mode", "LISTED")));
    }
    return key;
  }

  String productSecret(String productKey) throws IOException, InterruptedException {
    return send("GET", "/api/v1/products/%s/secret".formatted(productKey), BodyPublishers.noBody())
        .get("productSecret")
        .asString();
  }

  String orderGenerated(String productKey, int count) throws IOException, InterruptedException {
    return post(
            "/api/v1/products/%s/batches".formatted(productKey),
            Map.of("burnMethod", "DEVICE_SECRET", "nameSource", "GENERATED", "count", count))
        .get("id")
        .asString();
  }

  /// Orders a batch for dynamic registration.
  String orderNames(String productKey, String names) throws IOException, InterruptedException {
    var path = "/api/v1/products/%s/batches?burnMethod=DYNAMIC_REGISTRATION".formatted(productKey);
    var request =
        request(path)
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofString(names, StandardCharsets.UTF_8))
            .build();
    return read(request).get("id").asString();
  }

  JsonNode batch(String id) throws IOException, InterruptedException {
    return send("GET", "/api/v1/batches/" + id, BodyPublishers.noBody());
  }

  void downloadBatch(String id, Path file) throws IOException, InterruptedException {
    var request = request("/api/v1/batches/%s/files/csv".formatted(id)).build();
    var response = http.send(request, BodyHandlers.ofFile(file));
    if (response.statusCode() != 200) {
      throw new IOException("the file of batch %s: HTTP %d".formatted(id, response.statusCode()));
    }
  }

  /// An application key of the project; `id` is the MQTT user name, `token` the password.
  JsonNode createApplicationKey(String project, String name)
      throws IOException, InterruptedException {
    return post("/api/v1/projects/%s/application-keys".formatted(project), Map.of("name", name));
  }

  private JsonNode post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    return send("POST", path, json(body));
  }

  private JsonNode send(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    return read(
        request(path).header("Content-Type", "application/json").method(method, body).build());
  }

  private BodyPublisher json(Map<String, ?> body) {
    return BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + apiKey);
  }

  private JsonNode read(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() >= 300) {
      throw new IOException(
          "%s %s: HTTP %d %s"
              .formatted(
                  request.method(),
                  request.uri().getPath(),
                  response.statusCode(),
                  new String(response.body(), StandardCharsets.UTF_8)));
    }
    return json.readTree(
        response.body().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : response.body());
  }
}
