package io.mintmark.api;

import io.mintmark.line.TestResult;
import io.mintmark.line.TestVerdict;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads one test result. Faults are [IllegalArgumentException]s whose message says what is wrong,
/// for whoever wrote the station's program.
final class ResultForm {

  private static final int MOST_MEASURED = 64;
  private static final int NAME_LIMIT = 64;
  private static final int VALUE_LIMIT = 256;

  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "deviceName",
          "station",
          "result",
          "reason",
          "measured",
          "operator",
          "firmware",
          "testedAt");

  private ResultForm() {}

  /// @param deviceName from the path; null if each item tells its own
  static TestResult read(JsonNode item, @Nullable String deviceName) {
    require(item.isObject(), item.isString() ? item.asString() : "not a JSON object");
    for (String property : item.propertyNames()) {
      require(KNOWN.contains(property), "there is no property '%s'".formatted(cut(property)));
    }
    if (deviceName != null) {
      require(!item.has("deviceName"), "deviceName stands in the path already");
    }
    String reason = text(item, "reason");
    return new TestResult(
        deviceName != null ? deviceName : required(item, "deviceName"),
        required(item, "station"),
        required(item, "id"),
        verdict(required(item, "result")),
        reason == null ? "" : reason,
        measured(item.path("measured")),
        text(item, "operator"),
        text(item, "firmware"),
        time(required(item, "testedAt")));
  }

  private static TestVerdict verdict(String text) {
    try {
      return TestVerdict.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "result is one of " + Arrays.toString(TestVerdict.values()), e);
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("testedAt is a time like 2026-01-31T08:00:00Z", e);
    }
  }

  /// The same values in the same order, whatever order they came in.
  private static String measured(JsonNode values) {
    if (values.isMissingNode() || values.isNull()) {
      return TestResult.NOTHING_MEASURED;
    }
    require(values.isObject(), "measured is an object of values by name");
    require(values.size() <= MOST_MEASURED, "measured has at most 64 values");
    Map<String, JsonNode> sorted = new TreeMap<>();
    values
        .properties()
        .forEach(
            value -> {
              require(
                  isShort(value.getKey(), NAME_LIMIT), "a measured value has a name of 1 to 64");
              sorted.put(value.getKey(), value(value.getValue()));
            });
    var object = JsonNodeFactory.instance.objectNode();
    sorted.forEach(object::set);
    return object.toString();
  }

  private static JsonNode value(JsonNode node) {
    if (!node.isObject()) {
      require(isPlain(node), "a measured value is a number or a text of 256 characters at most");
      return node;
    }
    var value = node.path("value");
    var unit = node.path("unit");
    require(
        isPlain(value)
            && (unit.isMissingNode() || (unit.isString() && isShort(unit.asString(), NAME_LIMIT)))
            && node.size() == (unit.isMissingNode() ? 1 : 2),
        "a measured value is a number, a text, or {\"value\": …, \"unit\": …}");
    var object = JsonNodeFactory.instance.objectNode();
    object.set("value", value);
    if (!unit.isMissingNode()) {
      object.set("unit", unit);
    }
    return object;
  }

  private static boolean isPlain(JsonNode node) {
    return node.isNumber() || (node.isString() && node.asString().length() <= VALUE_LIMIT);
  }

  private static boolean isShort(String text, int limit) {
    return !text.isBlank() && text.length() <= limit;
  }

  private static String required(JsonNode item, String property) {
    String text = text(item, property);
    require(text != null, property + " is missing");
    return text == null ? "" : text;
  }

  private static @Nullable String text(JsonNode item, String property) {
    var node = item.path(property);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    require(node.isString(), property + " is a text");
    return node.asString();
  }

  private static String cut(String name) {
    return name.length() <= NAME_LIMIT ? name : name.substring(0, NAME_LIMIT) + "…";
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
