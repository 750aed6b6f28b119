package io.mintmark.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The management API as a program uses it, over real HTTP. Anything but success is an exception
/// with the problem document, unless the answer itself is asked for.
final class Api {

  private static final JsonMapper JSON = new JsonMapper();

  private final URI base;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();

  Api(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /// What it sends as a bearer, for requests by hand.
  String token() {
    return token;
  }

  String project() {
    return post("/api/v1/projects", Map.of("name", "Factory")).get("id").asString();
  }

  /// A published product.
  String product(String project, String dialect) {
    String key =
        post(
                "/api/v1/projects/%s/products".formatted(project),
                Map.of("name", "Lamp", "dialect", dialect))
            .get("productKey")
            .asString();
    post("/api/v1/products/%s/publish".formatted(key), Map.of());
    return key;
  }

  /// A published product for firmware that is in the field.
  String product(String project, String dialect, String productKey, String productSecret) {
    post(
        "/api/v1/projects/%s/products".formatted(project),
        Map.of(
            "name", "Lamp",
            "dialect", dialect,
            "productKey", productKey,
            "productSecret", productSecret));
    post("/api/v1/products/%s/publish".formatted(productKey), Map.of());
    return productKey;
  }

  void registration(String product, boolean on) {
    registration(product, on ? "LISTED" : "OFF");
  }

  /// @param mode `OFF`, `LISTED` or `UNLISTED`
  void registration(String product, String mode) {
    send("PUT", "/api/v1/products/%s/registration".formatted(product), Map.of("mode", mode));
  }

  /// Lets the devices of the product speak for sub-devices.
  void gateways(String product) {
    send("PATCH", "/api/v1/products/%s/rules".formatted(product), Map.of("gateway", true));
  }

  String productSecret(String product) {
    return get("/api/v1/products/%s/secret".formatted(product)).get("productSecret").asString();
  }

  String orderGenerated(String product, int count) {
    return post(
            "/api/v1/products/%s/batches".formatted(product),
            Map.of("burnMethod", "DEVICE_SECRET", "nameSource", "GENERATED", "count", count))
        .get("id")
        .asString();
  }

  String orderNames(String product, String burnMethod, String sheet) {
    var request =
        request("/api/v1/products/%s/batches?burnMethod=%s".formatted(product, burnMethod))
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofString(sheet));
    return json(good(exchange(request))).get("id").asString();
  }

  String importDevices(String product, String sheet) {
    var request =
        request("/api/v1/products/%s/imports".formatted(product))
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofString(sheet));
    return json(good(exchange(request))).get("id").asString();
  }

  JsonNode batch(String id) {
    return get("/api/v1/batches/" + id);
  }

  /// Waits until the batch is READY.
  JsonNode ready(String id) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (System.nanoTime() < end) {
      var batch = batch(id);
      if (!batch.get("state").asString().equals("MINTING")) {
        return batch;
      }
      pause();
    }
    throw new AssertionError("batch %s did not end: %s".formatted(id, batch(id)));
  }

  /// The batch's file, header and rows, split at commas.
  List<List<String>> file(String batch) {
    var text = good(exchange(request("/api/v1/batches/%s/files/csv".formatted(batch))));
    return text.lines().map(line -> List.of(line.split(",", -1))).toList();
  }

  JsonNode device(String product, String name) {
    return get("/api/v1/products/%s/devices/%s".formatted(product, name));
  }

  /// `disable`, `enable` or `reset`.
  void act(String product, String name, String act) {
    post("/api/v1/products/%s/devices/%s/%s".formatted(product, name, act), Map.of());
  }

  void delete(String product, String name) {
    good(exchange(request("/api/v1/products/%s/devices/%s".formatted(product, name)).DELETE()));
  }

  /// `KIND OUTCOME` of each event of a device, oldest first, once at least `atLeast` are there.
  List<String> events(String product, String name, int atLeast) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (true) {
      var words = new ArrayList<String>();
      for (var event :
          get("/api/v1/products/%s/devices/%s/events".formatted(product, name)).get("items")) {
        words.add(0, event.get("kind").asString() + " " + event.get("outcome").asString());
      }
      if (words.size() >= atLeast || System.nanoTime() > end) {
        return words;
      }
      pause();
    }
  }

  JsonNode applicationKey(String project) {
    return post("/api/v1/projects/%s/application-keys".formatted(project), Map.of("name", "cloud"));
  }

  void revokeApplicationKey(String project, String id) {
    good(
        exchange(
            request("/api/v1/projects/%s/application-keys/%s".formatted(project, id)).DELETE()));
  }

  JsonNode get(String path) {
    return json(good(exchange(request(path))));
  }

  JsonNode post(String path, Map<String, ?> body) {
    return send("POST", path, body);
  }

  JsonNode put(String path, Map<String, ?> body) {
    return send("PUT", path, body);
  }

  private JsonNode send(String method, String path, Map<String, ?> body) {
    return json(good(sent(method, path, body)));
  }

  /// The answer as it came, good or not.
  HttpResponse<String> sent(String method, String path, Map<String, ?> body) {
    return exchange(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String good(HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      throw new AssertionError(
          "%s: HTTP %d %s".formatted(answer.uri().getPath(), answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text.isEmpty() ? "{}" : text);
  }

  static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
