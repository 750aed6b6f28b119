package io.mintmark.api;

import io.mintmark.vault.SecretText;

/// Who sends a request. Roles will hang here; for now whoever is known may do everything.
sealed interface Caller {

  /// Under which the web request carries its caller.
  String ATTRIBUTE = "io.mintmark.caller";

  /// Somebody who signed in.
  record Person(String account, SecretText token) implements Caller {}

  /// A program with an API key.
  record Program(String keyId) implements Caller {}
}
