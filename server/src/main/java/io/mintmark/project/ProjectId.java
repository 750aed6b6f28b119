package io.mintmark.project;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/// Names a project in addresses: `p-` and ten lower-case letters or digits.
public record ProjectId(String value) {

  private static final Pattern FORM = Pattern.compile("p-[a-z0-9]{10}");

  public ProjectId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a project id: it looks like p-3k9x0a7q2m");
    }
  }

  /// A fresh id: 51 bits, so that two are never alike in practice.
  public static ProjectId random(SecureRandom random) {
    var text = new StringBuilder("p-");
    for (int i = 0; i < 10; i++) {
      text.append(Character.forDigit(random.nextInt(Character.MAX_RADIX), Character.MAX_RADIX));
    }
    return new ProjectId(text.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
