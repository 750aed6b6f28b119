package io.mintmark.sheet;

import java.io.IOException;

/// A text of a spreadsheet: plain, or in runs of several fonts, which are joined. How East Asian
/// words are pronounced stands beside them and is left out.
final class RichText {

  private static final int ESCAPE_LENGTH = 7;

  private RichText() {}

  /// The text in the element that has just begun, up to so many characters. Ends behind the
  /// element.
  static String read(XmlPart xml, int maxChars) throws IOException {
    var text = new StringBuilder();
    boolean inRun = false;
    for (int event = xml.next(); event != XmlPart.END || inRun; event = xml.next()) {
      if (event == XmlPart.END) {
        inRun = false;
      } else if (event == XmlPart.START) {
        switch (xml.name()) {
          case "t" -> xml.text(text, maxChars);
          case "r" -> {
            if (inRun) {
              xml.skip();
            }
            inRun = true;
          }
          default -> xml.skip();
        }
      }
    }
    return text.toString();
  }

  /// The text with characters in the place of `_x000D_` and the like, by which spreadsheets write
  /// what XML cannot hold (ECMA-376 part 1, 22.9.2.19).
  static String unescaped(String text) {
    int at = text.indexOf("_x");
    if (at < 0) {
      return text;
    }
    var plain = new StringBuilder(text.length());
    int done = 0;
    for (; at >= 0; at = text.indexOf("_x", Math.max(at + 1, done))) {
      if (isEscape(text, at)) {
        plain.append(text, done, at);
        plain.append((char) Integer.parseInt(text, at + 2, at + 6, 16));
        done = at + ESCAPE_LENGTH;
      }
    }
    return plain.append(text, done, text.length()).toString();
  }

  private static boolean isEscape(String text, int at) {
    return text.length() >= at + ESCAPE_LENGTH
        && text.charAt(at + 6) == '_'
        && text.substring(at + 2, at + 6).chars().allMatch(RichText::isHexDigit);
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
