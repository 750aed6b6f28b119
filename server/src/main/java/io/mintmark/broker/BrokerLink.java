package io.mintmark.broker;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that the gate knows of the broker behind it: where to connect, with which credential, and
/// what the broker would refuse.
///
/// Called on the gate's event loops: thread-safe, and nothing here waits.
public interface BrokerLink {

  /// Where the broker listens.
  ///
  /// @throws IllegalStateException when that is not known; the message says why
  InetSocketAddress address();

  /// The credential for one CONNECT of this client id, to be used within seconds. Empty when so
  /// many passes are waiting to be used that the broker is plainly not keeping up: answer "server
  /// unavailable" and let the device come again.
  Optional<BrokerPass> newPass(String clientId, ClientKind kind);

  /// What the broker enforces on a connection; a CONNACK of the gate's own must promise no more.
  BrokerLimits limits();

  /// What the broker can do.
  default BrokerFeatures features() {
    return BrokerFeatures.ALL;
  }

  /// How to encrypt the way to the broker; null on loopback, where nobody listens.
  default @Nullable BrokerTls tls() {
    return null;
  }

  /// For which clients it may keep a session from earlier.
  OlderSessions olderSessions();

  /// The gate could not connect, or lost a connection.
  default void connectionFailed() {}
}
