package io.mintmark.login;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductRules;
import org.jspecify.annotations.Nullable;

/// What became of a login.
public sealed interface LoginOutcome {

  /// The device is who it says.
  ///
  /// @param first whether this login activated the device, durably
  /// @param clientId which DeviceClient of the name it is; null for a device with its own secret
  /// @param rules of its product at this moment
  record Admitted(
      DeviceIdentity identity, boolean first, @Nullable String clientId, ProductRules rules)
      implements LoginOutcome {}

  /// The device stays outside.
  record Refused(Reason reason) implements LoginOutcome {}

  /// Why a login was refused, in the order in which the checks are made.
  enum Reason {
    /// The client id, user name or password is not of the dialect's shape.
    MALFORMED,
    /// The CONNECT names a signature method that the dialect does not have.
    SIGN_METHOD_UNKNOWN,
    /// The keep-alive is outside what the dialect allows.
    KEEP_ALIVE_OUT_OF_RANGE,
    /// A way to log in that the product does not offer.
    METHOD_NOT_OFFERED,
    /// The TLS handshake proved another device than the one that the CONNECT names.
    IDENTITY_MISMATCH,
    PRODUCT_UNKNOWN,
    /// The product exists, but its firmware speaks the other dialect.
    DIALECT_MISMATCH,
    DEVICE_UNKNOWN,
    /// A DeviceToken over a transport without TLS, where the product does not allow that.
    PLAIN_TRANSPORT,
    /// The signature was not made with this device's secret over the expected text, or the TLS
    /// handshake not with this device's key.
    PROOF_WRONG,
    /// The signature is right, but its time is over.
    EXPIRED,
    /// No DeviceClient of this ClientID was ever admitted under the name.
    CLIENT_UNKNOWN,
    /// The DeviceToken is not the one that was given out.
    TOKEN_WRONG,
    /// An operator kept another DeviceClient, or cleared them all.
    CLIENT_BANNED,
    DEVICE_DISABLED,
    /// The evidence says that the device was copied; an operator has to decide.
    DEVICE_HELD,
    /// Too much to do at this moment; the device may come back.
    OVERLOADED,
    /// The address or the identity has tried too often; the device may come back later.
    THROTTLED,
    /// Something broke on our side; the log says what.
    INTERNAL
  }
}
