package io.mintmark.api;

import io.mintmark.vault.SecretText;

/// Who sends a request. Roles will hang here; for now whoever is known may do everything.
sealed interface Caller {

  /// Under which the web request carries its caller.
  String ATTRIBUTE = "io.mintmark.caller";

  /// Under which name acts are kept: the account's, or the key's public id such as
  /// `mmk-3k9x0a7q2m`.
  default String name() {
    return switch (this) {
      case Person(var account, _) -> account;
      case Program(var keyId) -> keyId;
    };
  }

  /// Somebody who signed in.
  record Person(String account, SecretText token) implements Caller {}

  /// A program with an API key.
  record Program(String keyId) implements Caller {}
}
