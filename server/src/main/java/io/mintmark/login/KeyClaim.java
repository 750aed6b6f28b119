package io.mintmark.login;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Dialect;

/// Whom a peer claims to be in a TLS handshake under a pre-shared key.
///
/// @param dialect as whose device it named itself
/// @param form how such a device makes its key
public record KeyClaim(DeviceIdentity identity, Dialect dialect, KeyForm form) {}
