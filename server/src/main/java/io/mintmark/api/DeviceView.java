package io.mintmark.api;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Sighting;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A device from outside, without its secret.
record DeviceView(
    @Schema(example = "a1Bz9kLm3Qx") String productKey,
    @Schema(example = "DB2-0001") String deviceName,
    Device.State state,
    boolean enabled,
    @Schema(description = "Whether it is refused until an operator decides about clone evidence")
        boolean held,
    @Schema(description = "Whether it may register again until its next login")
        boolean resetPending,
    @Schema(description = "Whether it has a live session now") boolean online,
    @Schema(description = "When it was there last; now, while it is online")
        @Nullable Instant lastSeenAt,
    @Schema(description = "Address of its latest login", example = "203.0.113.7")
        @Nullable String lastAddress,
    @Schema(description = "What it told of itself then: SDK, version, language")
        @Nullable String sdk,
    @Schema(
            description = "The batch it came from; none for one that its registration created",
            example = "b-3k9x0a7q2m")
        @Nullable String batch,
    @Schema(description = "Version of the ProductSecret of its latest registration, or 0")
        int registeredWith,
    Instant createdAt,
    @Schema(description = "First registration") @Nullable Instant registeredAt,
    @Schema(description = "First login") @Nullable Instant activatedAt,
    @Schema(description = "The gateway that it is a sub-device of") @Nullable GatewayView gateway) {

  static DeviceView of(
      Device device,
      boolean online,
      @Nullable Sighting sighting,
      @Nullable DeviceIdentity gateway) {
    return new DeviceView(
        device.identity().product().value(),
        device.identity().name(),
        device.state(),
        device.enabled(),
        device.held(),
        device.resetPending(),
        online,
        sighting == null ? null : sighting.seenAt(),
        sighting == null ? null : sighting.origin().address(),
        sighting == null ? null : sighting.told(),
        device.batch() == null ? null : device.batch().value(),
        device.registeredWith(),
        device.createdAt(),
        device.registeredAt(),
        device.activatedAt(),
        gateway == null ? null : GatewayView.of(gateway));
  }
}
