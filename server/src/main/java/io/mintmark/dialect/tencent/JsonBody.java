package io.mintmark.dialect.tencent;

import io.mintmark.dialect.WireText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request body: one JSON object in UTF-8, whatever the content type says, because C SDKs call it
/// a form. Members it does not know do no harm; a member named twice makes it unreadable.
record JsonBody(JsonNode object) {

  /// Room for a device's own certificate.
  private static final int MAX_BYTES = 16_384;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNumberLength(20)
                          .maxNameLength(128)
                          .build())
                  .build())
          .enable(
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static Optional<JsonBody> parse(byte[] body) {
    var text = body.length > MAX_BYTES ? Optional.<String>empty() : WireText.utf8(body);
    try {
      return text.map(MAPPER::readTree).filter(JsonNode::isObject).map(JsonBody::new);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /// A member that is text; null if it is missing or anything else.
  @Nullable String findText(String name) {
    JsonNode member = object.get(name);
    return member != null && member.isString() ? member.stringValue() : null;
  }

  /// A member that is an integer, in decimal digits; null if it is missing or anything else.
  @Nullable String findInteger(String name) {
    JsonNode member = object.get(name);
    return member != null && member.isIntegralNumber() ? member.asString() : null;
  }

  /// Whether the member is there and says something.
  boolean has(String name) {
    JsonNode member = object.get(name);
    return member != null
        && !member.isNull()
        && !(member.isString() && member.asString().isEmpty());
  }
}
