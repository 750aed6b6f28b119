package io.mintmark.devicekit;

import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import java.util.concurrent.CompletableFuture;

/// One firmware's way of logging in over MQTT. One object serves any number of devices at once.
@FunctionalInterface
public interface Login {

  /// Does not block. The listener is given here, not later, because a server may push in the same
  /// segment as its CONNACK. The future fails with an [java.io.IOException] if no CONNACK came; it
  /// completes on a network thread: do not block there.
  CompletableFuture<LoginOutcome> login(Credential credential, MessageListener listener);
}
