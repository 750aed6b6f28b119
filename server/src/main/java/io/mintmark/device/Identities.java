package io.mintmark.device;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// What the device plane asks of the store: one read and three small durable writes. Every stage
/// may complete on any thread, often before the call returns; a database that reads from its own
/// memory completes at once, so that the caller's event loop goes on without a hop. A stage fails
/// with [StoreOverloadedException] when too much is waiting already, and otherwise only if the
/// store is broken.
public interface Identities {

  /// Empty if the product is unknown.
  CompletionStage<Optional<Listing>> find(DeviceIdentity identity);

  /// Notes durably that the device was registered, keeping the first time. False, with nothing
  /// changed, if since `seen` was read the device was deleted, disabled, held or activated, so that
  /// [Device#registrationBar] would bar it, or made anew under the same name.
  ///
  /// @param secretVersion of the ProductSecret that the registration was signed with
  CompletionStage<Boolean> markRegistered(Device seen, int secretVersion, Instant at);

  /// Notes durably that the device logged in: activates it, keeping the first time, and ends a
  /// pending reset. False, with nothing changed, if since `seen` was read the device was deleted,
  /// disabled, held or made anew under the same name.
  CompletionStage<Boolean> markActivated(Device seen, Instant at);

  /// Creates a device that nobody listed, registered already, durably.
  ///
  /// @param fresh without a batch
  /// @param unlistedNames that its product may have, this one included
  CompletionStage<Creation> create(Device fresh, int unlistedNames);

  /// What became of a device to be created.
  enum Creation {
    CREATED,
    /// Somebody created or listed it meanwhile; look again.
    NAME_TAKEN,
    /// The product has as many unlisted names as it may.
    TOO_MANY_NAMES
  }
}
