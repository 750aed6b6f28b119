package io.mintmark.registration;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.vault.SecretText;

/// What became of a registration. Expected refusals are values; the words here are facts about the
/// request, and each dialect answers all of them in its own codes.
public sealed interface RegistrationOutcome {

  /// The device holds this identity now, durably.
  ///
  /// @param productSecret for dialects that encrypt the answer under it
  /// @param repeated whether the device had registered before and merely got the same again
  record Issued(
      DeviceIdentity identity, SecretText deviceSecret, SecretText productSecret, boolean repeated)
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
    DEVICE_DISABLED,
    /// The device has logged in before and was not reset.
    ALREADY_ACTIVATED,
    /// Too much to do at this moment; the device may come back.
    OVERLOADED,
    /// Something broke on our side; the log says what.
    INTERNAL
  }
}
