package io.mintmark.store;

import java.util.Optional;

/// Prefixes as ranges of a text index that is ordered by UTF-8 bytes, which is the order of code
/// points.
final class TextRange {

  private TextRange() {}

  /// The first text in order that comes after all those that start with `prefix`; empty if there is
  /// none, as for the empty prefix.
  static Optional<String> firstBehind(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        return Optional.of(prefix.substring(0, end) + Character.toString(next(last)));
      }
    }
    return Optional.empty();
  }

  private static int next(int codePoint) {
    return codePoint + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : codePoint + 1;
  }
}
