package io.mintmark.access;

import io.mintmark.project.ProjectId;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Issues keys for programs, checks and revokes them.
public final class KeyDesk {

  public KeyDesk(AccessKeys keys, Vault vault, SecureRandom random, InstantSource clock) {}

  /// A key for the management API.
  public IssuedKey issueApiKey(String name) {
    throw new UnsupportedOperationException();
  }

  /// A key for a cloud program of a project, over MQTT: user name [AccessKey#id], password the
  /// token.
  public IssuedKey issueApplicationKey(String name, ProjectId project) {
    throw new UnsupportedOperationException();
  }

  /// The API key that `presented` (`mmk-…_…`) proves; empty if it is malformed, unknown, revoked, of
  /// another kind or wrong.
  public Optional<AccessKey> check(SecretText presented) {
    throw new UnsupportedOperationException();
  }

  /// Keys of both kinds, oldest first.
  public List<AccessKey> all() {
    throw new UnsupportedOperationException();
  }

  /// Ends a key. False if there is no such key.
  public boolean revoke(String id) {
    throw new UnsupportedOperationException();
  }

  /// A new key with its token, which is shown this once.
  ///
  /// @param token of an API key the whole text to present, `mmk-<id>_<secret>`; of an application
  ///     key the MQTT password
  public record IssuedKey(AccessKey key, SecretText token) {}
}
