package io.mintmark.login;

import io.mintmark.login.LoginOutcome.Reason;
import java.util.concurrent.CompletionStage;

/// Finds the keys under which devices do TLS handshakes. Safe for any thread, event loops included:
/// it never blocks. The stage completes on any thread, often before the call returns, and never
/// fails.
public interface PresharedKeys {

  /// Looks the device up once.
  CompletionStage<Finding> find(KeyClaim claim);

  /// What became of a search.
  sealed interface Finding {

    /// Disabled devices have keys too; the login after the handshake refuses them.
    record Found(PresharedKey key) implements Finding {}

    /// The peer must not learn of it: a handshake under a random key fails as under a wrong one.
    record None(Reason reason) implements Finding {}
  }
}
