package io.mintmark.gateway;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Listing;
import io.mintmark.gateway.GatewayRequest.Asked;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was found about one sub-device that a gateway asked for.
///
/// @param gateway that it has; null if it has none
record Sight(Asked.Sound asked, Optional<Listing> listing, @Nullable DeviceIdentity gateway) {

  DeviceIdentity identity() {
    return asked.identity();
  }

  /// Only after the checks have found that there is one.
  Device device() {
    return listing.orElseThrow().device().orElseThrow();
  }
}
