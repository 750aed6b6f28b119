package io.mintmark.gate;

import io.mintmark.dialect.DeviceDialect;
import io.mintmark.dialect.Push;
import io.mintmark.dialect.ServiceMessage;
import io.mintmark.dialect.ServiceReading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Answers what devices publish for the server itself. Safe for any thread.
final class Services {

  private final InstantSource clock;

  Services(InstantSource clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /// What a message is answered by. The stage may complete later and on any thread, but does not
  /// fail; if it does, the message stays without an answer.
  ///
  /// @param gateway serves a request about sub-devices, for the session that it came by
  CompletionStage<List<Push>> answer(
      DeviceDialect dialect,
      ServiceMessage message,
      Function<ServiceReading.Gateway, CompletionStage<List<Push>>> gateway) {
    return switch (dialect.read(message, now())) {
      case ServiceReading.Answer(var pushes) -> CompletableFuture.completedFuture(pushes);
      case ServiceReading.Gateway asked -> gateway.apply(asked);
    };
  }
}
