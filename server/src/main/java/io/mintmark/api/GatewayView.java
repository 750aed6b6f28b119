package io.mintmark.api;

import io.mintmark.device.DeviceIdentity;
import io.swagger.v3.oas.annotations.media.Schema;

/// Which gateway a sub-device has.
record GatewayView(
    @Schema(example = "a1Bz9kLm3Qx") String productKey,
    @Schema(example = "GW-0001") String deviceName) {

  static GatewayView of(DeviceIdentity gateway) {
    return new GatewayView(gateway.product().value(), gateway.name());
  }
}
