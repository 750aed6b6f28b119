package io.mintmark.login;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.vault.Sealed;

/// Who a TLS handshake under a pre-shared key showed the peer to be. It holds for the secret that
/// was the key, and for no later one: a device made anew under the same name has another.
///
/// @param secret of the device as it was looked up for the handshake, still sealed
public record ProvenIdentity(DeviceIdentity identity, Sealed secret) {}
