package io.mintmark.broker;

import java.net.InetSocketAddress;
import java.util.Optional;

/// All that the gate knows of the broker behind it: where to connect, with which credential, and
/// what the broker would refuse. An external broker is another implementation, with an account of
/// its own in place of one-time passes.
///
/// Called on the gate's event loops: thread-safe, and nothing here waits.
public interface BrokerLink {

  /// Where the broker listens.
  ///
  /// @throws IllegalStateException when it is not running
  InetSocketAddress address();

  /// The credential for one CONNECT of this client id, to be used within seconds. Empty when so
  /// many passes are waiting to be used that the broker is plainly not keeping up: answer "server
  /// unavailable" and let the device come again.
  Optional<BrokerPass> newPass(String clientId, ClientKind kind);

  /// What the broker enforces on a connection; a CONNACK of the gate's own must promise no more.
  BrokerLimits limits();
}
