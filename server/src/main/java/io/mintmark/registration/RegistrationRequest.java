package io.mintmark.registration;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import io.mintmark.product.Dialect;
import io.mintmark.vault.Proof;

/// A device asks for its credential, as its dialect read it from the wire.
///
/// @param proof made with the ProductSecret
public record RegistrationRequest(
    DeviceIdentity identity, Kind kind, Proof proof, Dialect dialect, Origin origin) {

  /// Which of the two ways to register is meant.
  public enum Kind {
    /// The DeviceName must have been listed before (预注册).
    LISTED,
    /// The DeviceName need not be known (免预注册).
    UNLISTED
  }
}
