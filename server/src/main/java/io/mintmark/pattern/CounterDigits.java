package io.mintmark.pattern;

/// In which digits a counter is written; more digits make shorter names.
enum CounterDigits {
  DECIMAL("dec", "0123456789"),
  HEX("hex", "0123456789ABCDEF"),
  /// Douglas Crockford's: without I, L, O and U, so that nobody reads a 1 or a 0 for a letter.
  BASE32("base32", "0123456789ABCDEFGHJKMNPQRSTVWXYZ");

  /// Characters of the widest counter; 32 to this power fits into a long.
  static final int MAX_WIDTH = 12;

  private final String word;
  private final String alphabet;

  CounterDigits(String word, String alphabet) {
    this.word = word;
    this.alphabet = alphabet;
  }

  /// How a pattern calls it.
  String word() {
    return word;
  }

  /// The largest number of this width.
  long largest(int width) {
    long numbers = 1;
    for (int i = 0; i < width; i++) {
      numbers *= alphabet.length();
    }
    return numbers - 1;
  }

  /// Appends the number with zeros in front.
  void append(StringBuilder text, long number, int width) {
    int end = text.length() + width;
    text.setLength(end);
    long rest = number;
    for (int at = end - 1; at >= end - width; at--) {
      text.setCharAt(at, alphabet.charAt((int) (rest % alphabet.length())));
      rest /= alphabet.length();
    }
    if (rest != 0) {
      throw new IllegalArgumentException("the number is too large for its width");
    }
  }
}
