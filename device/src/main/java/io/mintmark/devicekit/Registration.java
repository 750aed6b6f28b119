package io.mintmark.devicekit;

import java.util.concurrent.CompletableFuture;

/// One firmware's way of trading the product secret for the device's own credential. One object
/// serves any number of devices at once.
@FunctionalInterface
public interface Registration {

  /// Does not block. The future fails with an [java.io.IOException] if no answer came, or came in a
  /// form the vendor's firmware could not read. It completes on a network thread: do not block
  /// there.
  CompletableFuture<RegistrationOutcome> register(ProductCredential burned);
}
