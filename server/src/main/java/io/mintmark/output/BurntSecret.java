package io.mintmark.output;

import io.mintmark.vault.SecretText;

/// The secret of a unit that must have one.
final class BurntSecret {

  private BurntSecret() {}

  static SecretText of(BurntUnit unit) {
    var secret = unit.secret();
    if (secret == null) {
      throw new IllegalStateException("unit %d came without its secret".formatted(unit.number()));
    }
    return secret;
  }
}
