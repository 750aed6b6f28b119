package io.mintmark.sheet;

import java.util.List;

/// One row of a file.
///
/// @param number from 1, as an editor counts lines or a spreadsheet counts rows
/// @param cells from the first column on; empty for a row without content
public record Row(int number, List<Cell> cells) {

  public Row {
    cells = List.copyOf(cells);
  }
}
