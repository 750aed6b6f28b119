package io.mintmark.sheet;

import java.util.ArrayList;
import java.util.List;

/// Cuts one line into cells as RFC 4180 says; a cell may not run over several lines.
final class CellCutter {

  private static final char QUOTE = '"';

  private final Separator separator;
  private final char between;

  CellCutter(Separator separator) {
    this.separator = separator;
    this.between = separator.character();
  }

  Separator separator() {
    return separator;
  }

  /// The cells of a line; none if it has no content, as the rows that spreadsheet programs write as
  /// nothing but separators. Behind a broken quote there is no telling where a cell ends, so the
  /// rest of the line is one cell of the kind `MISQUOTED`.
  List<Cell> cut(String line) {
    if (isBlank(line)) {
      return List.of();
    }
    var cells = new ArrayList<Cell>(2);
    int at = 0;
    while (at <= line.length()) {
      at = line.startsWith("\"", at) ? addQuoted(cells, line, at) : addPlain(cells, line, at);
    }
    return cells;
  }

  /// @return where the next cell begins, behind the line's end if there is none
  private int addPlain(List<Cell> cells, String line, int from) {
    int end = line.indexOf(between, from);
    if (end < 0) {
      end = line.length();
    }
    cells.add(Cell.text(line.substring(from, end)));
    return end + 1;
  }

  private int addQuoted(List<Cell> cells, String line, int from) {
    var text = new StringBuilder();
    int at = from + 1;
    while (true) {
      int quote = line.indexOf(QUOTE, at);
      if (quote < 0) {
        return addRest(cells, line, from);
      }
      text.append(line, at, quote);
      at = quote + 1;
      if (at < line.length() && line.charAt(at) == QUOTE) {
        text.append(QUOTE);
        at++;
      } else if (at == line.length() || line.charAt(at) == between) {
        cells.add(Cell.text(text.toString()));
        return at + 1;
      } else {
        return addRest(cells, line, from);
      }
    }
  }

  private static int addRest(List<Cell> cells, String line, int from) {
    cells.add(new Cell(line.substring(from), Cell.Kind.MISQUOTED));
    return line.length() + 1;
  }

  private boolean isBlank(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != between && c != ',' && !Character.isWhitespace(c)) {
        return false;
      }
    }
    return true;
  }
}
