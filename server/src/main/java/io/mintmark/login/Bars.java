package io.mintmark.login;

import io.mintmark.device.Device;
import io.mintmark.device.Listing;
import io.mintmark.login.LoginOutcome.Reason;
import java.util.Optional;

/// What keeps a device out before and after it has shown who it is, whatever it shows.
final class Bars {

  private Bars() {}

  /// Why nobody can be the device that the attempt names.
  static Optional<Reason> unknown(LoginAttempt attempt, Optional<Listing> listing) {
    if (listing.isEmpty()) {
      return Optional.of(Reason.PRODUCT_UNKNOWN);
    }
    if (listing.get().product().dialect() != attempt.dialect()) {
      return Optional.of(Reason.DIALECT_MISMATCH);
    }
    return listing.get().device().isEmpty() ? Optional.of(Reason.DEVICE_UNKNOWN) : Optional.empty();
  }

  /// Why a device that has shown who it is stays outside.
  static Optional<Reason> barred(Device device) {
    if (!device.enabled()) {
      return Optional.of(Reason.DEVICE_DISABLED);
    }
    return device.held() ? Optional.of(Reason.DEVICE_HELD) : Optional.empty();
  }
}
