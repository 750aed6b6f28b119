package io.mintmark.gateway;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.vault.SecretText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a gateway's request. Expected refusals are values; each dialect answers all of
/// them in its own codes.
public sealed interface GatewayOutcome {

  /// One result for each sub-device asked about, in that order. Of a request that is decided as a
  /// whole, either none is refused or nothing was done.
  record PerDevice(List<Result> results) implements GatewayOutcome {

    public PerDevice {
      results = List.copyOf(results);
    }

    public boolean anyRefused() {
      return results.stream().anyMatch(Result.Refused.class::isInstance);
    }
  }

  /// The sub-devices that the gateway has, or had until it gave up all.
  record Described(List<DeviceIdentity> subDevices) implements GatewayOutcome {}

  /// Nothing was done.
  record Refused(Reason reason) implements GatewayOutcome {}

  /// What became of one sub-device.
  sealed interface Result {

    /// It was done, durably.
    ///
    /// @param before the gateway that a bound sub-device had; null if it had none or this one
    record Done(DeviceIdentity subDevice, @Nullable DeviceIdentity before) implements Result {}

    /// The sub-device is registered, durably, and this is its DeviceSecret.
    record Issued(DeviceIdentity subDevice, SecretText deviceSecret) implements Result {}

    /// Nothing changed.
    record Refused(Reason reason) implements Result {}

    /// Nothing was wrong with this one, but the request was refused for another.
    record LeftOut() implements Result {}
  }

  /// Why nothing was done for a sub-device.
  enum Reason {
    /// A field is missing, empty, repeated, too long or of the wrong shape.
    MALFORMED,
    /// More sub-devices than one request may name.
    TOO_MANY_AT_ONCE,
    /// The request names a signature method that the dialect does not have.
    SIGN_METHOD_UNKNOWN,
    /// A way to do it that is not offered here.
    METHOD_NOT_OFFERED,
    /// The product of whoever asks is none of gateways.
    NOT_A_GATEWAY,
    /// A gateway cannot be its own sub-device.
    GATEWAY_ITSELF,
    PRODUCT_UNKNOWN,
    /// The product exists, but its firmware speaks the other dialect.
    DIALECT_MISMATCH,
    /// The product exists, but in another project than the gateway's.
    OTHER_PROJECT,
    /// The signature was not made with the right secret over the expected text.
    PROOF_WRONG,
    /// The signature is right, but its time is over.
    EXPIRED,
    /// The registration switch of the sub-device's product is off.
    REGISTRATION_OFF,
    DEVICE_UNKNOWN,
    /// Nobody listed the sub-device; an unlisted registration made it, and its secret is no one's.
    NOT_LISTED,
    DEVICE_DISABLED,
    /// The evidence says that the sub-device was copied; an operator has to decide.
    DEVICE_HELD,
    /// The sub-device has logged in before and was not reset.
    ALREADY_ACTIVATED,
    /// The sub-device has another gateway.
    BOUND_ELSEWHERE,
    /// The sub-device is the gateway's already, and the dialect says so.
    BOUND_ALREADY,
    /// The gateway has as many sub-devices as it may.
    TOO_MANY_SUB_DEVICES,
    /// The sub-device is not this gateway's.
    TOPOLOGY_MISSING,
    /// As many sub-devices are logged in through the gateway as may be.
    TOO_MANY_ONLINE,
    /// The sub-device is not logged in through this gateway.
    NOT_ONLINE,
    /// Too much to do at this moment; the gateway may come back.
    OVERLOADED,
    /// Something broke on our side; the log says what.
    INTERNAL
  }
}
