package io.mintmark.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a spreadsheet (ECMA-376, SpreadsheetML) row by row. It holds one row; the parts that tell
/// how many sheets there are come last, so a workbook that broke off does not open.
///
/// Nothing in it depends on the time or the place of writing.
final class Workbook {

  /// Any fixed time but the first of 1980, which ZIP takes for "before 1980" and then writes a time
  /// zone's view of it.
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final int FLUSH_AT = 1 << 15;

  private final ZipOutputStream zip;
  private final int columns;
  private final StringBuilder text = new StringBuilder(FLUSH_AT + 4_096);
  private int sheets;
  private int rows;

  /// @param columns how many, at most 26
  Workbook(OutputStream out, int columns) {
    this.zip = new ZipOutputStream(out, UTF_8);
    this.zip.setLevel(Deflater.BEST_SPEED);
    this.columns = columns;
  }

  /// Rows of the sheet at hand.
  int rows() {
    return rows;
  }

  void beginSheet() throws IOException {
    endSheet();
    sheets++;
    rows = 0;
    begin("xl/worksheets/sheet" + sheets + ".xml");
    text.append(WorkbookParts.sheetHead(columns));
  }

  void row(List<String> cells) throws IOException {
    rows++;
    text.append("<row r=\"").append(rows).append("\">");
    for (int i = 0; i < cells.size(); i++) {
      text.append("<c r=\"").append((char) ('A' + i)).append(rows);
      text.append("\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
      XmlText.append(text, cells.get(i));
      text.append("</t></is></c>");
    }
    text.append("</row>\n");
    if (text.length() >= FLUSH_AT) {
      spill();
    }
  }

  /// Ends the file; the stream below stays open.
  void finish() throws IOException {
    endSheet();
    part("xl/workbook.xml", WorkbookParts.workbook(sheets));
    part("xl/_rels/workbook.xml.rels", WorkbookParts.relations(sheets));
    part("xl/styles.xml", WorkbookParts.STYLES);
    part("_rels/.rels", WorkbookParts.ROOT);
    part("[Content_Types].xml", WorkbookParts.contentTypes(sheets));
    zip.finish();
  }

  private void endSheet() throws IOException {
    if (sheets > 0) {
      text.append("</sheetData></worksheet>");
      end();
    }
  }

  private void part(String name, String content) throws IOException {
    begin(name);
    text.append(content);
    end();
  }

  private void begin(String name) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
  }

  private void end() throws IOException {
    spill();
    zip.closeEntry();
  }

  private void spill() throws IOException {
    zip.write(text.toString().getBytes(UTF_8));
    text.setLength(0);
  }
}
