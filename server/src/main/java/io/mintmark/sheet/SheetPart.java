package io.mintmark.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows of one sheet of a spreadsheet. Rows and cells must come in order, each once; those that
/// do not say where they stand follow the one before. For one thread.
final class SheetPart implements Closeable {

  private static final int MAX_ROW = 1_048_576;
  private static final int MAX_COLUMN = 16_384;

  private final XmlPart xml;
  private final CellReader cells;
  private boolean begun;
  private boolean ended;
  private int row;

  SheetPart(XmlPart xml, CellReader cells) {
    this.xml = xml;
    this.cells = cells;
  }

  /// The number of the last row that was begun, from 1; 0 before the first.
  int row() {
    return row;
  }

  /// The next row; empty after the last one, when the rest of the sheet was found sound.
  Optional<Row> next() throws IOException {
    if (!begun) {
      begun = true;
      ended = !findRows();
    }
    while (!ended) {
      int event = xml.next();
      if (event == XmlPart.END) {
        ended = true;
        xml.finish();
      } else if (event == XmlPart.START && xml.name().equals("row")) {
        return Optional.of(readRow());
      } else if (event == XmlPart.START) {
        xml.skip();
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    xml.close();
  }

  /// False if there are none, and the sheet is at its end.
  private boolean findRows() throws IOException {
    boolean root = true;
    for (int event = xml.next(); event != XmlPart.END_OF_PART; event = xml.next()) {
      if (event == XmlPart.START && xml.name().equals("sheetData")) {
        return true;
      }
      if (event == XmlPart.START && !root) {
        xml.skip();
      }
      root = root && event != XmlPart.START;
    }
    xml.finish();
    return false;
  }

  private Row readRow() throws IOException {
    String said = xml.attribute("r");
    int number = said == null ? row + 1 : Numbers.count(said);
    if (number <= row || number > MAX_ROW) {
      throw UnfitXlsxException.damaged(
          "its rows are out of order, repeated, or beyond row %d".formatted(MAX_ROW));
    }
    row = number;
    var read = new ArrayList<Cell>();
    int column = -1;
    for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
      if (event == XmlPart.START && xml.name().equals("c")) {
        column = columnAfter(column);
        place(read, column);
      } else if (event == XmlPart.START) {
        xml.skip();
      }
    }
    return new Row(row, read);
  }

  private int columnAfter(int before) throws UnfitXlsxException {
    String reference = xml.attribute("r");
    int column = reference == null ? before + 1 : Numbers.column(reference);
    boolean elsewhere = reference != null && Numbers.row(reference) != row;
    if (elsewhere || column <= before || column >= MAX_COLUMN) {
      throw UnfitXlsxException.damaged("the cells of a row are out of order or repeated");
    }
    return column;
  }

  private void place(List<Cell> read, int column) throws IOException {
    if (column >= XlsxRows.MAX_COLUMNS) {
      xml.skip();
      return;
    }
    var cell = cells.read(xml, column);
    if (!cell.equals(Cell.EMPTY)) {
      while (read.size() < column) {
        read.add(Cell.EMPTY);
      }
      read.add(cell);
    }
  }
}
