package io.mintmark.dialect.aliyun;

import io.mintmark.dialect.WireText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One message of the vendor's JSON protocol.
///
/// @param id the JSON value as it stood in the message, because devices need it back unchanged;
///     null if there was none
/// @param params an object or a list; null if there was none. A C SDK sends them as a text that
///     contains JSON
/// @param wantsAnswer false if the message says that it needs none
record AlinkMessage(@Nullable String id, @Nullable JsonNode params, boolean wantsAnswer) {

  private static final int MAX_ID_LENGTH = 512;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNumberLength(32)
                          .maxNameLength(128)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // members are read one by one
          .build();

  /// Empty if it is not one JSON object in UTF-8.
  static Optional<AlinkMessage> parse(byte[] payload) {
    try {
      return WireText.utf8(payload).flatMap(AlinkMessage::parse);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<AlinkMessage> parse(String text) {
    String id = null;
    JsonNode params = null;
    boolean wantsAnswer = true;
    try (JsonParser parser = MAPPER.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
          case "id" -> id = scalar(parser, value, text);
          case "params" -> params = opened(MAPPER.readTree(parser));
          case "sys" -> wantsAnswer = wantsAnswer(MAPPER.readTree(parser));
          default -> parser.skipChildren();
        }
      }
      return parser.nextToken() == null
          ? Optional.of(new AlinkMessage(id, params, wantsAnswer))
          : Optional.empty();
    }
  }

  /// The value as it stands in the text; null for anything that is no id.
  private static @Nullable String scalar(JsonParser parser, JsonToken value, String text) {
    if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
      parser.skipChildren();
      return null;
    }
    parser.finishToken();
    int from = (int) parser.currentTokenLocation().getCharOffset();
    int to = (int) parser.currentLocation().getCharOffset();
    String raw = text.substring(from, to).strip();
    return raw.length() <= MAX_ID_LENGTH ? raw : null;
  }

  private static JsonNode opened(JsonNode params) {
    return params.isString() ? MAPPER.readTree(params.stringValue()) : params;
  }

  private static boolean wantsAnswer(JsonNode sys) {
    JsonNode ack = sys.get("ack");
    return ack == null || !ack.asString("").equals("0");
  }
}
