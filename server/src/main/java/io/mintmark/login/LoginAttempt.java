package io.mintmark.login;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import io.mintmark.product.Dialect;
import io.mintmark.vault.Proof;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A device wants in, as its dialect read it from a CONNECT.
///
/// @param proof made with the DeviceSecret
/// @param expiresAt until when the device meant its signature to hold; null for "for ever"
/// @param detail what the device told of itself (SDK, version), for the event log; null if nothing
public record LoginAttempt(
    DeviceIdentity identity,
    Proof proof,
    @Nullable Instant expiresAt,
    Dialect dialect,
    Origin origin,
    @Nullable String detail) {}
