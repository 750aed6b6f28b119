package io.mintmark.sheet;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Understands one cell of a spreadsheet (ECMA-376 part 1, 18.3.1.4). For one thread.
final class CellReader {

  /// What all cells of a file together may say, characters. A shared text counts at every cell that
  /// shows it: a small file must not become a flood.
  static final long MAX_TEXT = 1L << 30;

  private final SharedStrings strings;
  private final DateStyles styles;
  private final int maxChars;
  private long said;

  CellReader(SharedStrings strings, DateStyles styles, int maxChars) {
    this.strings = strings;
    this.styles = styles;
    this.maxChars = maxChars;
  }

  /// Reads the cell whose element has just begun. Ends behind it.
  ///
  /// @param column from 0, to name the cell in a refusal
  Cell read(XmlPart xml, int column) throws IOException {
    String type = xml.attribute("t");
    int style = Numbers.count(xml.attribute("s"));
    String inline = null;
    var value = new StringBuilder();
    boolean formula = false;
    for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
      if (event == XmlPart.START) {
        switch (xml.name()) {
          case "v" -> xml.text(value, maxChars + 1);
          case "is" -> inline = RichText.unescaped(RichText.read(xml, maxChars + 1));
          case "f" -> {
            formula = true;
            xml.skip();
          }
          default -> xml.skip();
        }
      }
    }
    var cell = cell(type == null ? "n" : type, value.toString(), inline, style);
    check(cell.text(), column);
    return formula ? new Cell(cell.text(), Cell.Kind.FORMULA) : cell;
  }

  private Cell cell(String type, String value, @Nullable String inline, int style)
      throws IOException {
    if (inline != null && (type.equals("inlineStr") || value.isEmpty())) {
      return text(inline);
    }
    if (value.isEmpty()) {
      return Cell.EMPTY;
    }
    return switch (type) {
      case "s" -> text(shared(value));
      case "str", "inlineStr" -> text(RichText.unescaped(value));
      case "b" -> new Cell(truth(value.strip()), Cell.Kind.OTHER);
      case "n" ->
          new Cell(value.strip(), styles.isDate(style) ? Cell.Kind.OTHER : Cell.Kind.NUMBER);
      default -> new Cell(value, Cell.Kind.OTHER);
    };
  }

  private static Cell text(String text) {
    return text.isEmpty() ? Cell.EMPTY : Cell.text(text);
  }

  /// As spreadsheet programs show it.
  private static String truth(String value) {
    return switch (value) {
      case "1" -> "TRUE";
      case "0" -> "FALSE";
      default -> value;
    };
  }

  private String shared(String number) throws IOException {
    String text = strings.find(Numbers.count(number));
    if (text == null) {
      throw UnfitXlsxException.damaged("a cell refers to a text that does not exist");
    }
    return text;
  }

  private void check(String text, int column) throws UnfitXlsxException {
    if (text.length() > maxChars) {
      throw new UnfitXlsxException(
          "a cell in column %d has more than %d characters; shorten or clear it and upload the"
                  .formatted(column + 1, maxChars)
              + " file again");
    }
    said += text.length();
    if (said > MAX_TEXT) {
      throw UnfitXlsxException.excessive("says more than %d characters".formatted(MAX_TEXT));
    }
  }
}
