package io.mintmark.output;

import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;

/// JSON lines: one object for each unit, UTF-8, each line ended by LF. The properties are named as
/// the columns of the CSV file.
public final class JsonLinesFormat implements FileFormat {

  private static final int BUFFER = 1 << 16;

  private final CodeColumn codes;

  public JsonLinesFormat(CodeColumn codes) {
    this.codes = codes;
  }

  @Override
  public String id() {
    return "jsonl";
  }

  @Override
  public List<Option> options() {
    return codes.withOption();
  }

  @Override
  public UnitFile prepare(Batch batch, Product product, Map<String, String> options) {
    var given = new GivenOptions(this, options);
    var columns = UnitColumns.of(batch, product, codes.read(given, batch, product));
    return new PreparedFile(
        PreparedFile.name(product, batch, ".jsonl"),
        "application/jsonl",
        columns.secrets(),
        (out, units) -> write(out, units, columns));
  }

  private static void write(OutputStream out, UnitSource units, UnitColumns columns)
      throws IOException {
    var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
    var header = columns.header();
    var line = new StringBuilder();
    units.each(
        unit -> {
          line.setLength(0);
          object(line, header, columns.cells(unit));
          writer.append(line).append('\n');
        });
    writer.flush();
  }

  private static void object(StringBuilder line, List<String> names, List<String> values) {
    var quotes = JsonStringEncoder.getInstance();
    for (int i = 0; i < names.size(); i++) {
      line.append(i == 0 ? "{\"" : ",\"").append(names.get(i)).append("\":\"");
      quotes.quoteAsString(values.get(i), line);
      line.append('"');
    }
    line.append('}');
  }
}
