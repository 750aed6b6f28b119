package io.mintmark.app;

import java.net.InetSocketAddress;
import java.net.URI;

/// Where a running server listens, with the ports really taken.
public record Addresses(
    InetSocketAddress mqtt,
    InetSocketAddress mqtts,
    InetSocketAddress http,
    InetSocketAddress https,
    InetSocketAddress management) {

  /// The management API as a program on this machine reaches it.
  public URI managementUri() {
    return URI.create("http://%s/".formatted(shown(management)));
  }

  /// An address as one would write it: the wildcard becomes `localhost`.
  static String shown(InetSocketAddress address) {
    String host =
        address.getAddress().isAnyLocalAddress()
            ? "localhost"
            : address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
