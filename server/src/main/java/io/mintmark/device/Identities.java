package io.mintmark.device;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// What the device plane asks of the store: one read and two small durable writes. Every stage may
/// complete on any thread, often before the call returns; a database that reads from its own memory
/// completes at once, so that the caller's event loop goes on without a hop. A stage fails with
/// [StoreOverloadedException] when too much is waiting already, and otherwise only if the store is
/// broken.
public interface Identities {

  /// Empty if the product is unknown.
  CompletionStage<Optional<Listing>> find(DeviceIdentity identity);

  /// Notes durably that the device was registered, keeping the first time. False, with nothing
  /// changed, if since `seen` was read the device was deleted, disabled or activated, so that
  /// [Device#registrationBar] would bar it, or made anew under the same name.
  CompletionStage<Boolean> markRegistered(Device seen, Instant at);

  /// Notes durably that the device logged in: activates it, keeping the first time, and ends a
  /// pending reset. False, with nothing changed, if since `seen` was read the device was deleted,
  /// disabled or made anew under the same name.
  CompletionStage<Boolean> markActivated(Device seen, Instant at);
}
