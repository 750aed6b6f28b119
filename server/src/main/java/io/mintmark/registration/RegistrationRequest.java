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
    /// The DeviceName must not be listed; the answer is a ClientID and a DeviceToken (免预注册).
    UNLISTED,
    /// The request does not say, as in Tencent's dialect: a listed device, or one that is created
    /// now if the product allows that.
    EITHER
  }
}
