package io.mintmark.sheet;

import java.util.List;

/// Tells whether the last line of a text file is only the beginning of one, by the lines before it.
final class LastLine {

  private int rows;
  private int shortest = Integer.MAX_VALUE;
  private int longest;
  private int fewestCells = Integer.MAX_VALUE;
  private Row last = new Row(0, List.of());

  /// @param row one with content
  void add(Row row) {
    if (rows > 0) {
      int length = name(last).length();
      shortest = Math.min(shortest, length);
      longest = Math.max(longest, length);
      fewestCells = Math.min(fewestCells, last.cells().size());
    }
    rows++;
    last = row;
  }

  int number() {
    return last.number();
  }

  String name() {
    return name(last);
  }

  /// Whether the row added last is cut off, given that no line end follows it.
  boolean looksCut() {
    if (rows == 0) {
      return false;
    }
    boolean misquoted = last.cells().stream().anyMatch(cell -> cell.kind() == Cell.Kind.MISQUOTED);
    boolean shorter = shortest == longest && name(last).length() < shortest;
    return misquoted || (rows > 1 && (shorter || last.cells().size() < fewestCells));
  }

  private static String name(Row row) {
    return row.cells().isEmpty() ? "" : row.cells().getFirst().text();
  }
}
