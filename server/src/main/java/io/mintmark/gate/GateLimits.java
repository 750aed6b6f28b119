package io.mintmark.gate;

import java.time.Duration;

/// What a peer may cost before it has shown who it is, and how long anything may take.
///
/// @param maxConnections connections open at once; further ones are closed unanswered
/// @param maxWaiting requests to register or log in that may be with the use cases at once; further
///     ones are told "server unavailable"
/// @param acceptBacklog connections that the operating system holds until they are accepted
/// @param maxConnectBytes largest CONNECT, will included
/// @param maxHttpBodyBytes largest body of an HTTP request
/// @param greeting how long a peer may take from connecting until its request is whole, and the
///     request until it is answered
/// @param httpIdle how long a kept HTTP connection may be silent between requests
/// @param upstream how long opening a connection to the broker may take
public record GateLimits(
    int maxConnections,
    int maxWaiting,
    int acceptBacklog,
    int maxConnectBytes,
    int maxHttpBodyBytes,
    Duration greeting,
    Duration httpIdle,
    Duration upstream) {

  /// Vendors' CONNECTs have a few hundred bytes, their registrations at most a certificate.
  public static final GateLimits DEFAULT =
      new GateLimits(
          100_000,
          10_000,
          4_096,
          16 * 1024,
          16 * 1024,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10));

  public GateLimits {
    requireAtLeast("maxConnections", maxConnections, 1);
    requireAtLeast("maxWaiting", maxWaiting, 1);
    requireAtLeast("acceptBacklog", acceptBacklog, 1);
    requireAtLeast("maxConnectBytes", maxConnectBytes, 512);
    requireAtLeast("maxHttpBodyBytes", maxHttpBodyBytes, 512);
    requirePositive("greeting", greeting);
    requirePositive("httpIdle", httpIdle);
    requirePositive("upstream", upstream);
  }

  public GateLimits withMaxConnections(int max) {
    return new GateLimits(
        max,
        maxWaiting,
        acceptBacklog,
        maxConnectBytes,
        maxHttpBodyBytes,
        greeting,
        httpIdle,
        upstream);
  }

  public GateLimits withMaxWaiting(int max) {
    return new GateLimits(
        maxConnections,
        max,
        acceptBacklog,
        maxConnectBytes,
        maxHttpBodyBytes,
        greeting,
        httpIdle,
        upstream);
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive, was " + value);
    }
  }
}
