package io.mintmark.access;

import io.mintmark.vault.SecretText;
import java.security.SecureRandom;

/// Hashes passwords with Argon2id and checks them.
public final class Passwords {

  /// @param atOnce hashings at the same time; each takes 19 MiB and some 30 ms, others wait
  public Passwords(SecureRandom random, int atOnce) {}

  /// A salted hash in the PHC string form, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
  public String hash(SecretText password) {
    throw new UnsupportedOperationException();
  }

  /// Whether `encoded` is the hash of this password.
  public boolean match(SecretText password, String encoded) {
    throw new UnsupportedOperationException();
  }
}
