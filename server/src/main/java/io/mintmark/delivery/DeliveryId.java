package io.mintmark.delivery;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/// Names a delivery in addresses and manifests: `d-` and ten lower-case letters or digits.
public record DeliveryId(String value) {

  private static final Pattern FORM = Pattern.compile("d-[a-z0-9]{10}");

  public DeliveryId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a delivery id: it looks like d-3k9x0a7q2m");
    }
  }

  /// A fresh id: 51 bits, so that two are never alike in practice.
  public static DeliveryId random(SecureRandom random) {
    var text = new StringBuilder("d-");
    for (int i = 0; i < 10; i++) {
      text.append(Character.forDigit(random.nextInt(Character.MAX_RADIX), Character.MAX_RADIX));
    }
    return new DeliveryId(text.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
