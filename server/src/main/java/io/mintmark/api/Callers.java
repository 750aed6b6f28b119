package io.mintmark.api;

import io.mintmark.access.KeyDesk;
import io.mintmark.access.SignInDesk;
import io.mintmark.vault.SecretText;
import java.util.Optional;

/// Finds out who sends a request.
final class Callers {

  private static final String API_KEY_MARK = "mmk-";

  private final SignInDesk signIns;
  private final KeyDesk keys;

  Callers(SignInDesk signIns, KeyDesk keys) {
    this.signIns = signIns;
    this.keys = keys;
  }

  /// Who proves himself by this bearer token: an API key, or a session of somebody who signed in.
  Optional<Caller> find(SecretText token) {
    if (token.expose().startsWith(API_KEY_MARK)) {
      return keys.check(token).map(key -> new Caller.Program(key.id(), key.role()));
    }
    return signIns
        .accountOf(token)
        .map(account -> new Caller.Person(account.name(), token, account.role()));
  }
}
