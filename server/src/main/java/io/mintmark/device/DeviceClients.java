package io.mintmark.device;

import io.mintmark.product.ProductKey;
import io.mintmark.vault.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The stored DeviceClients of unlisted names. What returns a stage is for the device plane, under
/// the rules of [Identities]; the rest blocks until done and durable, for the management plane.
public interface DeviceClients {

  /// The product, the device and its DeviceClient of this id, each if there is one.
  CompletionStage<Found> find(DeviceIdentity identity, String clientId);

  /// Admits one more unit under a name, durably: creates the unlisted device if the name is new.
  /// All limits are checked in the one transaction that writes, so that concurrent registrations
  /// cannot exceed them together.
  CompletionStage<Admission> admit(NewClient unit);

  /// Notes durably the first login of a DeviceClient and of its device. False, with nothing
  /// changed, if since `seen` was read it was banned, or its device was deleted, disabled or held.
  CompletionStage<Boolean> markConnected(DeviceClient seen, Instant at);

  /// All that were ever admitted under a name and not deleted with it, oldest first.
  List<DeviceClient> ofName(DeviceIdentity identity);

  /// Names of a product with more than one live DeviceClient, in the order of the names.
  ///
  /// @param after only names after this one; null for the first page
  List<DeviceIdentity> namesWithSeveral(ProductKey product, @Nullable String after, int limit);

  /// Bans all but one (切换). False, with nothing changed, if there is no such live DeviceClient.
  boolean keepOnly(DeviceIdentity identity, String clientId);

  /// Bans all (清除), which frees the places; returns how many were live.
  int banAll(DeviceIdentity identity);

  /// What one read found.
  record Found(Optional<Listing> listing, Optional<DeviceClient> client) {}

  /// A unit to be admitted.
  ///
  /// @param deviceSecret sealed for the device's row, in case the name is new; nobody is told it
  /// @param clientsPerName live ones that the name may have, this one included
  /// @param unlistedNames that the product may have, this one included
  /// @param secretVersion of the ProductSecret that the registration was signed with
  record NewClient(
      DeviceIdentity identity,
      String clientId,
      String tokenHash,
      Sealed deviceSecret,
      int clientsPerName,
      int unlistedNames,
      int secretVersion,
      Instant at) {}

  /// What became of a unit that asked to be admitted; all but the first change nothing.
  enum Admission {
    ADMITTED,
    /// The name was listed, and then every unit has a secret of its own.
    NAME_IS_LISTED,
    DEVICE_DISABLED,
    DEVICE_HELD,
    /// The name has as many live DeviceClients as it may.
    TOO_MANY_CLIENTS,
    /// The product has as many unlisted names as it may.
    TOO_MANY_NAMES
  }
}
