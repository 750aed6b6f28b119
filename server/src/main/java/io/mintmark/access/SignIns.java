package io.mintmark.access;

import java.time.Instant;
import java.util.Optional;

/// Sessions of people who signed in, under the hash of their session token. Calls block until done
/// and durable.
public interface SignIns {

  void add(String tokenHash, String account, Instant expiresAt);

  /// Whose session this is, unless it is over at `now`.
  Optional<String> find(String tokenHash, Instant now);

  void remove(String tokenHash);

  /// Forgets all sessions that are over at `now`, so that they do not gather.
  void removeOver(Instant now);

  /// Ends all sessions of an account, after its password changed.
  void removeAll(String account);
}
