package io.mintmark.output;

import java.util.regex.Pattern;

/// Text as it stands in a cell of SpreadsheetML (ST_Xstring): XML's own escapes, and `_xHHHH_` for
/// what XML cannot hold. A DeviceName that happens to read like such an escape is escaped itself,
/// or it would come out as another name.
final class XmlText {

  private static final Pattern LIKE_AN_ESCAPE = Pattern.compile("_x[0-9A-Fa-f]{4}_");

  private XmlText() {}

  static void append(StringBuilder out, String text) {
    boolean escapes = text.indexOf("_x") >= 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '_' -> out.append(escapes && readsAsEscape(text, i) ? "_x005F_" : "_");
        default -> {
          if (c >= ' ' && c < '\uD800') {
            out.append(c);
          } else {
            out.append("_x%04X_".formatted((int) c));
          }
        }
      }
    }
  }

  private static boolean readsAsEscape(String text, int at) {
    return LIKE_AN_ESCAPE.matcher(text).region(at, text.length()).lookingAt();
  }
}
