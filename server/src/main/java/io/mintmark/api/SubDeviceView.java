package io.mintmark.api;

import io.mintmark.device.DeviceIdentity;
import io.swagger.v3.oas.annotations.media.Schema;

/// A sub-device of a gateway.
record SubDeviceView(
    @Schema(example = "a1Bz9kLm3Qx") String productKey,
    @Schema(example = "SUB-0001") String deviceName,
    @Schema(description = "Whether it is online now, through its gateway or by itself")
        boolean online) {

  static SubDeviceView of(DeviceIdentity subDevice, boolean online) {
    return new SubDeviceView(subDevice.product().value(), subDevice.name(), online);
  }
}
