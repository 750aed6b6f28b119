package io.mintmark.risk;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The latest login of a DeviceClient.
///
/// @param sdk what the unit told of its software; null if nothing
public record ClientLogin(
    DeviceIdentity identity, String clientId, Instant at, Origin origin, @Nullable String sdk) {}
