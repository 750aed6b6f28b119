package io.mintmark.dialect;

import io.mintmark.device.DeviceIdentity;
import java.time.Instant;

/// A message that a device published for the server itself.
///
/// @param device whose session it came by
/// @param payload as received; never changed
/// @param receivedAt when the gate had read it whole
@SuppressWarnings("ArrayRecordComponent") // a message is never compared
public record ServiceMessage(
    DeviceIdentity device, String topic, byte[] payload, Instant receivedAt) {}
