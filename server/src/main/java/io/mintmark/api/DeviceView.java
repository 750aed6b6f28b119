package io.mintmark.api;

import io.mintmark.device.Device;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A device from outside, without its secret.
record DeviceView(
    @Schema(example = "a1Bz9kLm3Qx") String productKey,
    @Schema(example = "DB2-0001") String deviceName,
    Device.State state,
    boolean enabled,
    @Schema(description = "Whether it may register again until its next login")
        boolean resetPending,
    @Schema(description = "Whether it has a live session now") boolean online,
    @Schema(description = "The batch it came from", example = "b-3k9x0a7q2m") String batch,
    Instant createdAt,
    @Schema(description = "First registration") @Nullable Instant registeredAt,
    @Schema(description = "First login") @Nullable Instant activatedAt) {

  static DeviceView of(Device device, boolean online) {
    return new DeviceView(
        device.identity().product().value(),
        device.identity().name(),
        device.state(),
        device.enabled(),
        device.resetPending(),
        online,
        device.batch().value(),
        device.createdAt(),
        device.registeredAt(),
        device.activatedAt());
  }
}
