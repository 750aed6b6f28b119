package io.mintmark.gateway;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import io.mintmark.product.Dialect;

/// A request and who makes it.
///
/// @param gateway the device whose session it came by
/// @param origin of that session
/// @param room how many sub-devices more may log in through it
public record GatewayCall(
    DeviceIdentity gateway, Dialect dialect, Origin origin, GatewayRequest request, int room) {}
