package io.mintmark.api;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.mintmark.line.ResultDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads a request with many test results: a JSON array, a JSON object a line, or CSV. One item
/// that is wrong does not spoil the others, as long as it can be told where the next one begins.
final class ResultSheet {

  static final String JSON_LINES = "application/x-ndjson";
  static final String CSV = "text/csv";

  /// Enough for the most results with a dozen measured values each.
  static final int MOST_BYTES = 16 << 20;

  private static final Pattern MEASURED =
      Pattern.compile("measured\\.([^()]{1,64})(?:\\(([^()]{1,32})\\))?");

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(6)
                          .maxStringLength(8_192)
                          .maxNumberLength(64)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// For items that others follow.
  private static final JsonMapper ITEMS =
      JSON.rebuild().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private ResultSheet() {}

  /// The items in their order; what cannot be read as one is a text node with the reason.
  static List<JsonNode> ofArray(byte[] body) {
    var items = new ArrayList<JsonNode>();
    try (var parser = ITEMS.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw ProblemException.badRequest("Send a JSON array of test results.");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        add(items, ITEMS.readTree(parser));
      }
      if (parser.nextToken() != null) {
        throw ProblemException.badRequest("Something stands behind the array.");
      }
    } catch (JacksonException e) {
      throw ProblemException.badRequest(
          "The body is not JSON: see line %d, column %d. Nothing was stored."
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
    return items;
  }

  static List<JsonNode> ofLines(byte[] body) {
    var items = new ArrayList<JsonNode>();
    new String(body, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> add(items, ofLine(line)));
    return items;
  }

  private static JsonNode ofLine(String line) {
    try {
      return JSON.readTree(line);
    } catch (JacksonException e) {
      return JsonNodeFactory.instance.stringNode("the line is not JSON");
    }
  }

  static List<JsonNode> ofCsv(byte[] body) {
    var items = new ArrayList<JsonNode>();
    String text = new String(body, StandardCharsets.UTF_8);
    try (var csv =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofNamedCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
      csv.forEach(row -> add(items, ofRow(row)));
    } catch (CsvParseException | IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "The body is not CSV with a header line. Nothing was stored.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return items;
  }

  private static JsonNode ofRow(NamedCsvRecord row) {
    if (row.getFieldCount() != row.getHeader().size()) {
      return JsonNodeFactory.instance.stringNode(
          "the line has more or fewer cells than the header");
    }
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    ObjectNode measured = JsonNodeFactory.instance.objectNode();
    row.getFieldsAsMap()
        .forEach(
            (column, cell) -> {
              Matcher value = MEASURED.matcher(column);
              if (!cell.isEmpty() && value.matches()) {
                measure(measured, value, cell);
              } else if (!cell.isEmpty()) {
                item.put(column, cell);
              }
            });
    if (!measured.isEmpty()) {
      item.set("measured", measured);
    }
    return item;
  }

  private static void measure(ObjectNode measured, Matcher column, String cell) {
    var target =
        column.group(2) == null
            ? measured
            : measured.putObject(column.group(1)).put("unit", column.group(2));
    String name = column.group(2) == null ? column.group(1) : "value";
    try {
      target.put(name, Double.parseDouble(cell));
    } catch (NumberFormatException e) {
      target.put(name, cell);
    }
  }

  private static void add(List<JsonNode> items, JsonNode item) {
    if (items.size() == ResultDesk.MOST_RESULTS) {
      throw new ProblemException(
          ProblemCode.TOO_LARGE,
          "A request has at most %d test results; send the others in further ones."
              .formatted(ResultDesk.MOST_RESULTS));
    }
    items.add(item);
  }
}
