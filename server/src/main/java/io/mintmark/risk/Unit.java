package io.mintmark.risk;

import io.mintmark.device.DeviceClient;
import org.jspecify.annotations.Nullable;

/// A DeviceClient as an operator judges it.
///
/// @param lastLogin null if it has not logged in, or never while anybody took note
/// @param online whether the live session of the name is this one's
public record Unit(DeviceClient client, @Nullable ClientLogin lastLogin, boolean online) {}
