package io.mintmark.access;

import io.mintmark.access.SignInOutcome.Reason;
import io.mintmark.access.SignInOutcome.Refused;
import io.mintmark.access.SignInOutcome.SignedIn;
import io.mintmark.access.SignInOutcome.Slowed;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Signs people in and out, and makes the first administrator. Safe for any thread; calls block.
public final class SignInDesk {

  /// The name of the account made at first start.
  public static final String ADMINISTRATOR = "admin";

  /// How long a session lasts.
  public static final Duration SESSION = Duration.ofHours(12);

  /// Shortest and longest password, characters.
  public static final int MIN_PASSWORD = 12;

  public static final int MAX_PASSWORD = 128;

  private final Accounts accounts;
  private final SignIns signIns;
  private final Passwords passwords;
  private final Vault vault;
  private final RandomTexts texts;
  private final SignInPatience patience;
  private final InstantSource clock;

  /// Checked where there is no such account, so that this takes as long.
  private final String decoyHash;

  public SignInDesk(
      Accounts accounts,
      SignIns signIns,
      Passwords passwords,
      Vault vault,
      SecureRandom random,
      InstantSource clock) {
    this.accounts = accounts;
    this.signIns = signIns;
    this.passwords = passwords;
    this.vault = vault;
    this.texts = new RandomTexts(random);
    this.patience = new SignInPatience(clock);
    this.clock = clock;
    this.decoyHash = passwords.hash(texts.oneTimePassword());
  }

  /// Makes the administrator with a one-time password if there is no account yet. The password is
  /// returned this once, to be printed; empty if somebody can sign in already.
  public synchronized Optional<SecretText> createFirstAdministrator() {
    return accounts.isEmpty() ? Optional.of(resetAdministrator()) : Optional.empty();
  }

  /// Gives the administrator a new one-time password and ends his sessions, for when the old one is
  /// lost. Makes the account if there is none.
  public synchronized SecretText resetAdministrator() {
    var createdAt = accounts.find(ADMINISTRATOR).map(Account::createdAt).orElseGet(this::now);
    return renew(new Account(ADMINISTRATOR, "", true, Role.operator(), createdAt));
  }

  /// Stores the account with a new one-time password, and ends its sessions.
  synchronized SecretText renew(Account account) {
    var password = texts.oneTimePassword();
    accounts.put(
        new Account(
            account.name(), passwords.hash(password), true, account.role(), account.createdAt()));
    signIns.removeAll(account.name());
    patience.succeeded(account.name());
    return password;
  }

  /// A new account with a one-time password; empty if the name is taken.
  synchronized Optional<SecretText> open(String name, Role role) {
    var password = texts.oneTimePassword();
    var account = new Account(name, passwords.hash(password), true, role, now());
    return accounts.add(account) ? Optional.of(password) : Optional.empty();
  }

  /// Removes an account and ends its sessions. False if there is none.
  synchronized boolean close(String name) {
    boolean known = accounts.remove(name);
    signIns.removeAll(name);
    return known;
  }

  /// Signs in for twelve hours.
  ///
  /// @param newPassword replaces the password; required if that was for one use. All other sessions
  ///     of the account end.
  public SignInOutcome signIn(String name, SecretText password, Optional<SecretText> newPassword) {
    var wait = patience.begin(name);
    if (wait.isPositive()) {
      return new Slowed(wait);
    }
    var account = accounts.find(name);
    boolean matches =
        passwords.match(password, account.map(Account::passwordHash).orElse(decoyHash));
    if (account.isEmpty() || !matches) {
      return new Refused(Reason.WRONG_NAME_OR_PASSWORD);
    }
    patience.succeeded(name);
    if (newPassword.isPresent()) {
      return isFit(newPassword.get(), password)
          ? changePassword(account.get(), newPassword.get())
          : new Refused(Reason.NEW_PASSWORD_UNFIT);
    }
    return account.get().oneTime()
        ? new Refused(Reason.PASSWORD_MUST_CHANGE)
        : openSession(account.get());
  }

  /// Whose session token this is; empty if it is unknown or over.
  public Optional<Account> accountOf(SecretText token) {
    return signIns.find(vault.tokenHash(token.expose()), clock.instant()).flatMap(accounts::find);
  }

  /// Ends the session, if it is one.
  public void signOut(SecretText token) {
    signIns.remove(vault.tokenHash(token.expose()));
  }

  private static boolean isFit(SecretText fresh, SecretText old) {
    var text = fresh.expose();
    int length = text.codePointCount(0, text.length());
    return length >= MIN_PASSWORD && length <= MAX_PASSWORD && !fresh.equals(old);
  }

  private SignInOutcome changePassword(Account account, SecretText password) {
    var changed =
        new Account(
            account.name(), passwords.hash(password), false, account.role(), account.createdAt());
    synchronized (this) {
      if (!isCurrent(account)) {
        return new Refused(Reason.WRONG_NAME_OR_PASSWORD);
      }
      accounts.put(changed);
      signIns.removeAll(account.name());
      return openSession(changed);
    }
  }

  /// Under the same lock as every change of a password: no session begins on a password that was
  /// just replaced.
  private synchronized SignInOutcome openSession(Account account) {
    if (!isCurrent(account)) {
      return new Refused(Reason.WRONG_NAME_OR_PASSWORD);
    }
    var token = texts.token();
    var expiresAt = now().plus(SESSION);
    signIns.removeOver(now());
    signIns.add(vault.tokenHash(token), account.name(), expiresAt);
    return new SignedIn(account.name(), SecretText.of(token), expiresAt);
  }

  private boolean isCurrent(Account account) {
    return accounts.find(account.name()).equals(Optional.of(account));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
