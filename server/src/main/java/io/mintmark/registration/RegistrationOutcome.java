package io.mintmark.registration;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.vault.SecretText;

/// What became of a registration. Expected refusals are values; the words here are facts about the
/// request, and each dialect answers all of them in its own codes.
public sealed interface RegistrationOutcome {

  /// The device holds this identity now, durably.
  ///
  /// @param productSecret the version that signed the request, for dialects that encrypt the answer
  ///     under it
  record Issued(
      DeviceIdentity identity, SecretText deviceSecret, SecretText productSecret, Manner manner)
      implements RegistrationOutcome {}

  /// How a device came by its secret.
  enum Manner {
    /// Its name was unknown, and the device was created.
    CREATED,
    /// It was listed and registered for the first time.
    FIRST,
    /// It had registered before and got the same again.
    REPEATED
  }

  /// One more unit is admitted under the name, durably (免预注册).
  ///
  /// @param token is told to this unit now and never again
  /// @param alsoOnRegister whether the product's firmware awaits the answer on the other topic too
  record ClientAdmitted(
      DeviceIdentity identity, String clientId, SecretText token, boolean alsoOnRegister)
      implements RegistrationOutcome {}

  /// Nothing was issued and nothing changed.
  record Refused(Reason reason) implements RegistrationOutcome {}

  /// Why a registration was refused, in the order in which the checks are made: nothing about a
  /// device is looked at before the proof holds.
  enum Reason {
    /// A field is missing, empty, repeated, too long or of the wrong shape.
    MALFORMED,
    /// The request names a signature method that the dialect does not have.
    SIGN_METHOD_UNKNOWN,
    /// Registration over MQTT without TLS, where the installation does not allow that.
    PLAIN_TRANSPORT,
    PRODUCT_UNKNOWN,
    /// The product exists, but its firmware speaks the other dialect.
    DIALECT_MISMATCH,
    /// The signature was not made with this product's secret over the expected text.
    PROOF_WRONG,
    /// The product's registration switch is off.
    REGISTRATION_OFF,
    /// Unlisted registration, which the product does not offer.
    UNLISTED_NOT_OFFERED,
    DEVICE_NOT_LISTED,
    /// Unlisted registration of a name that was listed.
    NAME_IS_LISTED,
    /// Nobody listed the name, and it is not one that the dialect allows.
    NAME_NOT_ALLOWED,
    DEVICE_DISABLED,
    /// The evidence says that the device was copied; an operator has to decide.
    DEVICE_HELD,
    /// The name has as many live DeviceClients as it may.
    TOO_MANY_CLIENTS,
    /// The product has as many unlisted names as it may.
    TOO_MANY_NAMES,
    /// The device has logged in before and was not reset.
    ALREADY_ACTIVATED,
    /// Too much to do at this moment; the device may come back.
    OVERLOADED,
    /// The address or the identity has tried too often; the device may come back later.
    THROTTLED,
    /// Something broke on our side; the log says what.
    INTERNAL
  }
}
