package io.mintmark.output;

import java.util.Locale;

/// One item of a layout, read part by part, with the position for whoever wrote it.
final class LayoutItem {

  private final String[] parts;
  private int start;
  private int part;

  /// @param start where the item begins in the whole text, from 0
  LayoutItem(String text, int start) {
    this.parts = text.split(":", -1);
    this.start = start;
  }

  boolean hasNext() {
    return part + 1 < parts.length;
  }

  /// Goes on to the next part.
  LayoutItem next() {
    if (!hasNext()) {
      start += parts[part].length();
      throw fault("expected ':' and something behind it, found the end of the item");
    }
    start += parts[part].length() + 1;
    part++;
    return this;
  }

  /// Nothing may follow.
  void end() {
    if (hasNext()) {
      next();
      throw fault("expected ',' or the end, found ':%s'".formatted(Quoted.of(parts[part])));
    }
  }

  /// The part at hand without spaces around it.
  String word(String expected) {
    String word = parts[part].strip();
    if (word.isEmpty()) {
      throw fault("expected %s, found nothing".formatted(expected));
    }
    return word;
  }

  int number(int least, int most) {
    return number(word("a number"), least, most);
  }

  byte hexByte() {
    String digits = hexDigits();
    if (digits.length() != 2) {
      throw fault("expected one byte as two hexadecimal digits, found '%s'".formatted(digits));
    }
    return (byte) Integer.parseInt(digits, 16);
  }

  /// In capitals.
  String hexDigits() {
    String digits = word("hexadecimal digits").toUpperCase(Locale.ROOT);
    if (!digits.matches("([0-9A-F]{2})+")) {
      throw fault(
          "expected an even number of hexadecimal digits, found '%s'".formatted(Quoted.of(digits)));
    }
    return digits;
  }

  String asciiText() {
    String text = word("a text");
    if (!text.matches("[\\x20-\\x7E]+")) {
      throw fault("expected a text of printable ASCII; write other bytes as 'hex'");
    }
    return text;
  }

  /// Two numbers such as `0-123`, both ends included.
  int[] range() {
    String text = word("the bytes covered, such as '0-123'");
    int dash = text.indexOf('-');
    if (dash < 0) {
      throw fault(
          "expected the bytes covered, such as '0-123', found '%s'".formatted(Quoted.of(text)));
    }
    int first = number(text.substring(0, dash), 0, Layout.MAX_SIZE - 1);
    int last = number(text.substring(dash + 1), 0, Layout.MAX_SIZE - 1);
    if (last < first) {
      throw fault("expected the lower byte first, found '%s'".formatted(Quoted.of(text)));
    }
    return new int[] {first, last};
  }

  UnfitFileException fault(String what) {
    return new UnfitFileException("layout, position %d: %s".formatted(start + 1, what));
  }

  private int number(String text, int least, int most) {
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw fault(
        "expected a number from %d to %d, found '%s'".formatted(least, most, Quoted.of(text)));
  }
}
