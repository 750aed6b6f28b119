package io.mintmark.product;

/// Names a product on the wire (Aliyun ProductKey, Tencent ProductID). New ones follow their
/// dialect's [IdentityFormat]; imported ones keep what they had, so only length and alphabet are
/// checked here: 1 to 20 letters and digits, case-sensitive.
public record ProductKey(String value) implements Comparable<ProductKey> {

  private static final int MAX_LENGTH = 20;

  public ProductKey {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("a ProductKey has 1 to 20 letters and digits");
    }
  }

  /// Whether `text` can name a product at all; a text from the wire is asked this first.
  public static boolean isWellFormed(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(ProductKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
