package io.mintmark.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Requests with a key that were answered, for as long as they are kept. They are stored by the
/// store of what they made, in the transaction in which that appears, so that neither is ever there
/// without the other.
public interface AnsweredRequests {

  /// How long a key stands for its request.
  Duration KEPT = Duration.ofHours(24);

  /// What a request of the same caller, scope and key made since then. Blocks.
  Optional<Answered> find(String caller, String scope, String key, Instant since);

  /// A request that was answered.
  ///
  /// @param fingerprint of what it asked for
  /// @param result the id of what it made
  record Answered(String fingerprint, String result) {}
}
