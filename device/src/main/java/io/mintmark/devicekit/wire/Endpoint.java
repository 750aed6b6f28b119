package io.mintmark.devicekit.wire;

import java.net.InetSocketAddress;
import java.util.Optional;

/// A server as its devices know it: the host name compiled into the firmware, the port, and for TLS
/// whom to trust. The host name is what a certificate must match and what HTTP requests are signed
/// for, so `address` may lead elsewhere, as a device's private DNS would.
public record Endpoint(
    String host, int port, Optional<Trust> trust, Optional<InetSocketAddress> address) {

  public static Endpoint plain(String host, int port) {
    return new Endpoint(host, port, Optional.empty(), Optional.empty());
  }

  public static Endpoint tls(String host, int port, Trust trust) {
    return new Endpoint(host, port, Optional.of(trust), Optional.empty());
  }

  /// The same server to the firmware, reached at this address without looking its name up.
  public Endpoint reachedAt(InetSocketAddress there) {
    return new Endpoint(host, port, trust, Optional.of(there));
  }

  public boolean isTls() {
    return trust.isPresent();
  }

  InetSocketAddress dialled() {
    return address.orElseGet(() -> InetSocketAddress.createUnresolved(host, port));
  }
}
