package io.mintmark.pattern;

/// A last character by which a mistyped name is noticed.
enum CheckDigit {
  /// ISO/IEC 7812-1 Annex B (Luhn), over the decimal digits of the text; other characters do not
  /// count.
  LUHN("luhn") {
    @Override
    char of(CharSequence text) {
      int sum = 0;
      boolean doubled = true;
      for (int i = text.length() - 1; i >= 0; i--) {
        char c = text.charAt(i);
        if (c >= '0' && c <= '9') {
          int value = (c - '0') * (doubled ? 2 : 1);
          sum += value > 9 ? value - 9 : value;
          doubled = !doubled;
        }
      }
      return (char) ('0' + (10 - sum % 10) % 10);
    }
  },

  /// ISO/IEC 7064, MOD 37,36: over letters, as capitals, and decimal digits; other characters do
  /// not count. It notices every single wrong character and every swap of neighbours but a few.
  MOD_37_36("mod37-36") {
    @Override
    char of(CharSequence text) {
      int product = RADIX;
      for (int i = 0; i < text.length(); i++) {
        int value = digitOf(text.charAt(i));
        if (value >= 0) {
          int sum = (product + value) % RADIX;
          product = (sum == 0 ? RADIX : sum) * 2 % (RADIX + 1);
        }
      }
      return Character.toUpperCase(Character.forDigit((RADIX + 1 - product) % RADIX, RADIX));
    }
  };

  private static final int RADIX = 36;

  private final String word;

  CheckDigit(String word) {
    this.word = word;
  }

  /// How a pattern calls it.
  String word() {
    return word;
  }

  /// The check digit of this text.
  abstract char of(CharSequence text);

  private static int digitOf(char c) {
    return c < 0x80 ? Character.digit(c, RADIX) : -1;
  }
}
