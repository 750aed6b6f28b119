package io.mintmark.sheet;

import org.jspecify.annotations.Nullable;

/// The small numbers and cell references in the XML of a spreadsheet.
final class Numbers {

  private static final int MAX_DIGITS = 9;

  private Numbers() {}

  /// A number from 0 of plain digits; -1 if it is none or beyond 999,999,999.
  static int count(@Nullable String text) {
    return text == null ? -1 : count(text.strip(), 0);
  }

  /// The row of a reference such as `AB12`, from 1; -1 if it is none.
  static int row(String reference) {
    return count(reference, letters(reference));
  }

  /// The column of a reference such as `AB12`, from 0; -1 if it is none.
  static int column(String reference) {
    int letters = letters(reference);
    int column = 0;
    for (int i = 0; i < letters; i++) {
      column = column * 26 + reference.charAt(i) - 'A' + 1;
    }
    return letters > 3 ? -1 : column - 1;
  }

  private static int letters(String reference) {
    int i = 0;
    while (i < reference.length() && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z') {
      i++;
    }
    return i;
  }

  private static int count(String text, int from) {
    int digits = text.length() - from;
    if (digits < 1 || digits > MAX_DIGITS) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
