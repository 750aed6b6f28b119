package io.mintmark.api;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the server answered.
record Answer(HttpResponse<String> raw) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  int status() {
    return raw.statusCode();
  }

  String body() {
    return raw.body();
  }

  String header(String name) {
    return raw.headers().firstValue(name).orElse("");
  }

  JsonNode json() {
    return JSON.readTree(body());
  }

  /// A property of the answer as text.
  String text(String property) {
    return json().path(property).asString();
  }

  /// The code of a problem document; a test that asks for it means the whole form of one.
  String problem() {
    if (!header("Content-Type").equals("application/problem+json")
        || json().path("status").asInt() != status()
        || text("detail").isEmpty()
        || text("title").isEmpty()) {
      throw new AssertionError("not a problem document: " + raw + " " + raw.headers() + body());
    }
    return text("code");
  }
}
