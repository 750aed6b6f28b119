package io.mintmark.login;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductRules;
import io.mintmark.vault.Proof;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What tests of several packages ask of logins.
public final class Attempts {

  private Attempts() {}

  /// The proof of a login by signature; fails for any other.
  public static Proof proof(LoginAttempt attempt) {
    return ((Credential.Signature) attempt.credential()).proof();
  }

  public static @Nullable Instant expiresAt(LoginAttempt attempt) {
    return ((Credential.Signature) attempt.credential()).expiresAt();
  }

  /// A device with its own secret, in again, under the rules of a new product.
  public static LoginOutcome admitted(DeviceIdentity identity) {
    return new LoginOutcome.Admitted(identity, false, null, ProductRules.DEFAULT);
  }
}
