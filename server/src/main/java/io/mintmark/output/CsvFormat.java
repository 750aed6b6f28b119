package io.mintmark.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// CSV as in RFC 4180: UTF-8, CRLF, one header line, quotes only where needed.
///
/// No cell is altered unless somebody asks for it: a DeviceName may begin with `-` or `@` and a
/// secret with `+`, and the burning tool must read exactly that.
public final class CsvFormat implements FileFormat {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int BUFFER = 1 << 16;

  private static final Option BOM =
      new Option(
          "bom",
          "false",
          "true puts a byte order mark in front, by which spreadsheet programs know UTF-8");
  private static final Option SPREADSHEET =
      new Option(
          "spreadsheet",
          "false",
          "true puts an apostrophe before cells that a spreadsheet program would take for a"
              + " formula; such a file is for people to look at, never for burning");

  private final CodeColumn codes;

  public CsvFormat(CodeColumn codes) {
    this.codes = codes;
  }

  @Override
  public String id() {
    return "csv";
  }

  @Override
  public List<Option> options() {
    return codes.withOption(BOM, SPREADSHEET);
  }

  @Override
  public UnitFile prepare(Batch batch, Product product, Map<String, String> options) {
    var given = new GivenOptions(this, options);
    boolean bom = given.flag("bom");
    boolean spreadsheet = given.flag("spreadsheet");
    var columns = UnitColumns.of(batch, product, codes.read(given, batch, product));
    return new PreparedFile(
        PreparedFile.name(product, batch, ".csv"),
        "text/csv;charset=utf-8",
        columns.secrets(),
        (out, units) -> {
          if (bom) {
            out.write(BYTE_ORDER_MARK);
          }
          write(out, units, columns, spreadsheet);
        });
  }

  private static void write(
      OutputStream out, UnitSource units, UnitColumns columns, boolean spreadsheet)
      throws IOException {
    var csv =
        CsvWriter.builder()
            .bufferSize(BUFFER)
            .lineDelimiter(LineDelimiter.CRLF)
            .quoteStrategy(QuoteStrategies.REQUIRED)
            .build(out, StandardCharsets.UTF_8);
    try {
      csv.writeRecord(columns.header());
      units.each(
          unit -> {
            var cells = columns.cells(unit);
            csv.writeRecord(spreadsheet ? harmless(cells) : cells);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    csv.flush();
  }

  private static List<String> harmless(List<String> cells) {
    return cells.stream().map(cell -> isFormula(cell) ? "'" + cell : cell).toList();
  }

  private static boolean isFormula(String cell) {
    return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0;
  }
}
