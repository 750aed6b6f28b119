package io.mintmark.risk;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One piece of evidence.
///
/// @param clientId which DeviceClient of the name it is about; null for a device with its own
///     secret
/// @param origin of the act that was seen
/// @param otherAddress of the other source: an address, or for IPv6 the first half of one; null if
///     there is no other
/// @param detail a sentence for an engineer
public record Evidence(
    DeviceIdentity identity,
    EvidenceKind kind,
    Instant at,
    @Nullable String clientId,
    Origin origin,
    @Nullable String otherAddress,
    String detail) {}
