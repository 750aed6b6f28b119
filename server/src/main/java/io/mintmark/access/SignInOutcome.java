package io.mintmark.access;

import io.mintmark.vault.SecretText;
import java.time.Duration;
import java.time.Instant;

/// What became of an attempt to sign in.
public sealed interface SignInOutcome {

  /// The password was right and a session has begun.
  ///
  /// @param token proves the session from now on; only its hash is stored
  record SignedIn(String account, SecretText token, Instant expiresAt) implements SignInOutcome {}

  /// No session has begun, and nothing was changed.
  record Refused(Reason reason) implements SignInOutcome {}

  /// Too many attempts failed; the password was not looked at.
  record Slowed(Duration retryAfter) implements SignInOutcome {}

  enum Reason {
    /// No such account, or not its password; we do not say which.
    WRONG_NAME_OR_PASSWORD,
    /// The password is right but was printed for one use; call again with a new one.
    PASSWORD_MUST_CHANGE,
    /// The password is right; the new one has fewer than 12 or more than 128 characters, or is the
    /// old one.
    NEW_PASSWORD_UNFIT
  }
}
