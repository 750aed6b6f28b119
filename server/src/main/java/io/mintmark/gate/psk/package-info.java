/// TLS under a pre-shared key, which neither BoringSSL nor the JDK serves: BouncyCastle's low-level
/// protocol as a Netty handler. It knows nothing of devices, and asks its host for keys.
@NullMarked
package io.mintmark.gate.psk;

import org.jspecify.annotations.NullMarked;
