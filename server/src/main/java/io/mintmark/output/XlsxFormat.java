package io.mintmark.output;

import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/// A workbook whose cells are all text, so that nothing in it is a formula and no zero is lost.
/// Units that do not fit on one sheet go on on the next, each sheet under its own header.
public final class XlsxFormat implements FileFormat {

  /// What a sheet can hold, header included.
  static final int SHEET_ROWS = 1_048_576;

  private final CodeColumn codes;
  private final int sheetRows;

  public XlsxFormat(CodeColumn codes) {
    this(codes, SHEET_ROWS);
  }

  XlsxFormat(CodeColumn codes, int sheetRows) {
    this.codes = codes;
    this.sheetRows = sheetRows;
  }

  @Override
  public String id() {
    return "xlsx";
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
        PreparedFile.name(product, batch, ".xlsx"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        columns.secrets(),
        (out, units) -> write(out, units, columns));
  }

  private void write(OutputStream out, UnitSource units, UnitColumns columns) throws IOException {
    var workbook = new Workbook(out, columns.header().size());
    workbook.beginSheet();
    workbook.row(columns.header());
    units.each(
        unit -> {
          if (workbook.rows() == sheetRows) {
            workbook.beginSheet();
            workbook.row(columns.header());
          }
          workbook.row(columns.cells(unit));
        });
    workbook.finish();
  }
}
