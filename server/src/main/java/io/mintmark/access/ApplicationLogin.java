package io.mintmark.access;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Lets cloud programs in. Never blocks its caller; the stage completes on any thread and fails
/// only if the store is broken.
public interface ApplicationLogin {

  /// Whether an MQTT user name is meant as an application key's id; no device's ever is, because
  /// both dialects' user names hold a mark that such an id does not.
  static boolean claims(String username) {
    return username.startsWith("mma-");
  }

  /// Empty if the key is unknown, revoked, of another kind, or the token is wrong.
  CompletionStage<Optional<Application>> login(String keyId, String token);
}
