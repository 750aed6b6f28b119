package io.mintmark.pattern;

import java.util.List;

/// A piece of a pattern. Each is as long in one name as in the next.
sealed interface PatternPart {

  /// Stands in the name as it is.
  record Text(String text) implements PatternPart {}

  /// The date of the order.
  record Date(List<DateField> fields) implements PatternPart {}

  /// The number of the unit: `start` for the first, `step` more for each further one.
  record Counter(CounterDigits digits, int width, long start, long step) implements PatternPart {

    /// How many units it can number.
    long capacity() {
      return (digits.largest(width) - start) / step + 1;
    }
  }

  /// A check digit of all that stands before it.
  record Check(CheckDigit digit) implements PatternPart {}
}
