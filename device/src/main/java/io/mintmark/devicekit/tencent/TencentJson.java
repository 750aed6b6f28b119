package io.mintmark.devicekit.tencent;

import io.mintmark.devicekit.UnreadableAnswer;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON as the vendor's C SDKs write and read it: compact, members in a fixed order, and texts
/// taken verbatim, for their reader undoes no escape.
final class TencentJson {

  private static final JsonMapper JSON = new JsonMapper();

  private TencentJson() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static String text(ObjectNode object) {
    return JSON.writeValueAsString(object);
  }

  static String size(String body) {
    return Integer.toString(body.getBytes(StandardCharsets.UTF_8).length);
  }

  static JsonNode read(String text) throws UnreadableAnswer {
    try {
      return JSON.readTree(text);
    } catch (JacksonException _) {
      throw new UnreadableAnswer("no JSON");
    }
  }

  /// A member's text, which must stand in `source` exactly as it is meant.
  static String verbatim(String source, JsonNode object, String member) throws UnreadableAnswer {
    var text = object.path(member).asString("");
    if (text.isEmpty() || !source.contains('"' + text + '"')) {
      throw new UnreadableAnswer(member + " is missing or escaped");
    }
    return text;
  }

  static Generation.Envelope sealed(String source, JsonNode object, String payload, String length)
      throws UnreadableAnswer {
    if (!object.path(length).isInt()) {
      throw new UnreadableAnswer("no " + length);
    }
    return new Generation.Envelope.Sealed(
        verbatim(source, object, payload), object.path(length).intValue());
  }
}
