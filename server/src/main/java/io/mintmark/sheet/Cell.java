package io.mintmark.sheet;

/// One cell of a row, as the file holds it.
///
/// @param text what the file says, unaltered; of a number in a spreadsheet its stored digits, such
///     as `1.2E5` or `7`, whatever the program would show
/// @param kind what the file says it is
public record Cell(String text, Kind kind) {

  /// An empty cell.
  public static final Cell EMPTY = new Cell("", Kind.TEXT);

  /// How a file stores a cell. Text files know text only.
  public enum Kind {
    TEXT,
    /// A number: leading zeros and digits past the fifteenth are lost already.
    NUMBER,
    /// A formula, with its last result as text.
    FORMULA,
    /// A date, a truth value or an error of the spreadsheet.
    OTHER,
    /// Text of a text file from a quote on that is not closed, or not followed by the cell's end.
    MISQUOTED
  }

  /// A cell of text.
  public static Cell text(String text) {
    return new Cell(text, Kind.TEXT);
  }
}
