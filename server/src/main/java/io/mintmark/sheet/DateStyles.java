package io.mintmark.sheet;

import java.io.IOException;
import java.util.BitSet;

/// Which styles of a spreadsheet show a number as a date or a time. For one thread until it is
/// filled.
final class DateStyles {

  /// What spreadsheet programs allow, and more than they use.
  private static final int MAX_STYLES = 1 << 16;

  private final BitSet dateFormats = new BitSet();
  private final BitSet dateStyles = new BitSet();

  /// Formats that every program knows (ECMA-376 part 1, 18.8.30): the first row everywhere, the
  /// others in East Asia.
  DateStyles() {
    dateFormats.set(14, 23);
    dateFormats.set(45, 48);
    dateFormats.set(27, 37);
    dateFormats.set(50, 59);
  }

  /// Reads the part with the styles.
  void fill(XmlPart xml) throws IOException {
    int styles = 0;
    boolean cells = false;
    for (int event = xml.next(); event != XmlPart.END_OF_PART; event = xml.next()) {
      if (event == XmlPart.END && xml.name().equals("cellXfs")) {
        cells = false;
      } else if (event == XmlPart.START) {
        switch (xml.name()) {
          case "numFmt" -> addFormat(xml);
          case "cellXfs" -> cells = true;
          case "xf" -> {
            if (cells && styles < MAX_STYLES) {
              dateStyles.set(styles++, isDateFormat(xml));
            }
          }
          default -> {}
        }
      }
    }
    xml.finish();
  }

  /// Whether a number in a cell of this style is a date.
  boolean isDate(int style) {
    return style >= 0 && dateStyles.get(style);
  }

  private void addFormat(XmlPart xml) {
    int id = Numbers.count(xml.attribute("numFmtId"));
    String code = xml.attribute("formatCode");
    if (code != null && id >= 0 && id < MAX_STYLES) {
      dateFormats.set(id, showsDate(code));
    }
  }

  private boolean isDateFormat(XmlPart xml) {
    int id = Numbers.count(xml.attribute("numFmtId"));
    return id >= 0 && dateFormats.get(id);
  }

  /// Whether letters of a date stand in a format's first section, outside quotes and brackets.
  static boolean showsDate(String code) {
    char until = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (until != 0) {
        until = c == until ? 0 : until;
      } else if (c == '"') {
        until = '"';
      } else if (c == '[' && !isElapsed(code, i + 1)) {
        until = ']';
      } else if (c == '\\' || c == '_' || c == '*') {
        i++; // the next character stands for itself
      } else if (c == ';') {
        return false;
      } else if ("ymdhs".indexOf(Character.toLowerCase(c)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /// `[h]`, `[mm]` and the like.
  private static boolean isElapsed(String code, int from) {
    return from + 1 < code.length()
        && "hms".indexOf(Character.toLowerCase(code.charAt(from))) >= 0
        && (code.charAt(from + 1) == ']' || code.charAt(from + 1) == code.charAt(from));
  }
}
