package io.mintmark.api;

import io.mintmark.access.Role;
import io.mintmark.project.FactoryId;
import io.mintmark.vault.SecretText;
import java.util.Optional;

/// Who sends a request. What it may do is its [Role].
sealed interface Caller {

  /// Under which the web request carries its caller.
  String ATTRIBUTE = "io.mintmark.caller";

  /// Under which name acts are kept: the account's, or the key's public id such as
  /// `mmk-3k9x0a7q2m`.
  default String name() {
    return switch (this) {
      case Person(var account, _, _) -> account;
      case Program(var keyId, _) -> keyId;
    };
  }

  Role role();

  /// The factory he belongs to; empty for an operator.
  default Optional<FactoryId> factory() {
    return role().factoryId();
  }

  /// Somebody who signed in.
  record Person(String account, SecretText token, Role role) implements Caller {}

  /// A program with an API key.
  record Program(String keyId, Role role) implements Caller {}
}
