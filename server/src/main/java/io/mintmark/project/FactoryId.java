package io.mintmark.project;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/// Names a factory in addresses: `f-` and ten lower-case letters or digits.
public record FactoryId(String value) {

  private static final Pattern FORM = Pattern.compile("f-[a-z0-9]{10}");

  public FactoryId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a factory id: it looks like f-3k9x0a7q2m");
    }
  }

  /// A fresh id: 51 bits, so that two are never alike in practice.
  public static FactoryId random(SecureRandom random) {
    var text = new StringBuilder("f-");
    for (int i = 0; i < 10; i++) {
      text.append(Character.forDigit(random.nextInt(Character.MAX_RADIX), Character.MAX_RADIX));
    }
    return new FactoryId(text.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
