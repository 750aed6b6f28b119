package io.mintmark.access;

import io.mintmark.vault.SecretText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Opens accounts for further people and closes them. Safe for any thread; calls block, for the
/// time of a password's hash where one is made.
public final class AccountDesk {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  private final Accounts accounts;
  private final SignInDesk signIns;

  public AccountDesk(Accounts accounts, SignInDesk signIns) {
    this.accounts = accounts;
    this.signIns = signIns;
  }

  /// Whether an account may be called so: 1 to 64 of `A-Z a-z 0-9 . _ @ -`, first a letter or
  /// digit.
  public static boolean isFit(String name) {
    return NAME.matcher(name).matches();
  }

  /// Opens an account. The one-time password is returned this once; empty if the name is taken.
  ///
  /// @throws IllegalArgumentException if the name is not fit
  public Optional<SecretText> open(String name, Role role) {
    if (!isFit(name)) {
      throw new IllegalArgumentException("not a fit name for an account");
    }
    return signIns.open(name, role);
  }

  /// By name.
  public List<Account> all() {
    return accounts.all();
  }

  /// Gives an account a new one-time password and ends its sessions; empty if there is no such
  /// account.
  public Optional<SecretText> resetPassword(String name) {
    synchronized (signIns) { // it must not come back after a close at the same time
      return accounts.find(name).map(signIns::renew);
    }
  }

  /// Closes an account and ends its sessions, unless nobody would be left to sign in as an
  /// operator.
  public Closing close(String name) {
    synchronized (signIns) { // two operators must not close each other's accounts
      var account = accounts.find(name);
      if (account.isEmpty()) {
        return Closing.UNKNOWN;
      }
      if (isOperator(account.get())
          && accounts.all().stream().filter(AccountDesk::isOperator).count() == 1) {
        return Closing.LAST_OPERATOR;
      }
      return signIns.close(name) ? Closing.CLOSED : Closing.UNKNOWN;
    }
  }

  private static boolean isOperator(Account account) {
    return account.role().equals(Role.operator());
  }

  /// What became of closing an account.
  public enum Closing {
    CLOSED,
    UNKNOWN,
    /// Nothing changed: it is the last account that may do everything.
    LAST_OPERATOR
  }
}
