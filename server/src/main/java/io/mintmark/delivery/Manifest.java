package io.mintmark.delivery;

import io.mintmark.production.Batch;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a package holds, for programs and people: `manifest.json` and `SHA256SUMS`. Both are
/// written last, when the sums are known.
///
/// @param factory the factory's name
record Manifest(Delivery delivery, Batch batch, String factory, List<Entry> entries) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /// A file of the package.
  ///
  /// @param units units in it; fewer than the range where devices were deleted
  record Entry(String name, String mediaType, long size, int units, String sha256) {}

  byte[] json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("delivery", delivery.id().value());
    json.put("factory", factoryJson());
    json.put("batch", batch.id().value());
    json.put("productKey", delivery.product().value());
    json.put("burnMethod", batch.burnMethod().name());
    json.put("first", delivery.first());
    json.put("last", delivery.last());
    json.put("madeAt", delivery.createdAt().toString());
    json.put("files", entries.stream().map(Manifest::json).toList());
    return (JSON.writeValueAsString(json).replace("\r\n", "\n") + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, Object> factoryJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", delivery.factory().value());
    json.put("name", factory);
    return json;
  }

  private static Map<String, Object> json(Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", entry.name());
    json.put("mediaType", entry.mediaType());
    json.put("units", entry.units());
    json.put("size", entry.size());
    json.put("sha256", entry.sha256());
    return json;
  }

  /// As `sha256sum --check` reads it.
  byte[] sums() {
    var text = new StringBuilder();
    entries.forEach(
        entry -> text.append(entry.sha256()).append("  ").append(entry.name()).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
