package io.mintmark.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The values file of Espressif's manufacturing utility (`mfg_gen.py`): a line of keys, then one
/// line for each device, out of which the tool makes one NVS partition each.
public final class NvsValuesFormat implements FileFormat {

  private static final int BUFFER = 1 << 16;

  @Override
  public String id() {
    return "nvs-values";
  }

  @Override
  public List<Option> options() {
    return NvsKeys.OPTIONS;
  }

  @Override
  public UnitFile prepare(Batch batch, Product product, Map<String, String> options) {
    var keys = NvsKeys.read(this, batch, product, options);
    return new PreparedFile(
        PreparedFile.name(product, batch, ".nvs-values.csv"),
        "text/csv;charset=utf-8",
        keys.secrets(),
        (out, units) -> write(out, units, keys));
  }

  private static void write(OutputStream out, UnitSource units, NvsKeys keys) throws IOException {
    if (!keys.encoding().equals("string")) {
      units.each(keys::values); // whatever does not fit is told before the first byte
    }
    var csv =
        CsvWriter.builder()
            .bufferSize(BUFFER)
            .lineDelimiter(LineDelimiter.LF)
            .build(out, StandardCharsets.UTF_8);
    try {
      csv.writeRecord(keys.header());
      units.each(unit -> csv.writeRecord(keys.values(unit)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    csv.flush();
  }
}
