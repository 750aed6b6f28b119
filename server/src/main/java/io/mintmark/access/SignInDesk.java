package io.mintmark.access;

import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// Signs people in and out, and makes the first administrator.
public final class SignInDesk {

  /// The name of the account made at first start.
  public static final String ADMINISTRATOR = "admin";

  public SignInDesk(
      Accounts accounts,
      SignIns signIns,
      Passwords passwords,
      Vault vault,
      SecureRandom random,
      InstantSource clock) {}

  /// Makes the administrator with a one-time password if there is no account yet. The password is
  /// returned this once, to be printed; empty if somebody can sign in already.
  public Optional<SecretText> createFirstAdministrator() {
    throw new UnsupportedOperationException();
  }

  /// Gives the administrator a new one-time password and ends his sessions, for when the old one is
  /// lost.
  public SecretText resetAdministrator() {
    throw new UnsupportedOperationException();
  }

  /// Signs in for twelve hours.
  ///
  /// @param newPassword replaces the password; required if that was for one use. All other sessions
  ///     of the account end.
  public SignInOutcome signIn(String name, SecretText password, Optional<SecretText> newPassword) {
    throw new UnsupportedOperationException();
  }

  /// Whose session token this is; empty if it is unknown or over.
  public Optional<String> accountOf(SecretText token) {
    throw new UnsupportedOperationException();
  }

  /// Ends the session, if it is one.
  public void signOut(SecretText token) {
    throw new UnsupportedOperationException();
  }
}
