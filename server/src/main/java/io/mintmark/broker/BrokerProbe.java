package io.mintmark.broker;

import io.mintmark.broker.ProbeTalk.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Asks an external broker whether it lets the gate in, and what it can do: CONNECTs with MQTT 5,
/// then if need be with 3.1.1, and sends itself one message on a topic of its own. Blocks for some
/// seconds at most.
final class BrokerProbe {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Optional<BrokerPass> account;
  private final @Nullable BrokerTls tls;

  /// @param account empty for a broker that asks for none
  BrokerProbe(Optional<BrokerPass> account, @Nullable BrokerTls tls) {
    this.account = account;
    this.tls = tls;
  }

  /// What a broker said.
  ///
  /// @param receiveMaximum of its CONNACK; 65,535 when it named none
  /// @param maxPacketBytes of its CONNACK; [Integer#MAX_VALUE] when it named none
  record Finding(BrokerFeatures features, int receiveMaximum, int maxPacketBytes) {}

  /// @throws IOException when the broker cannot be used; the message says why, in a few words
  Finding ask(InetSocketAddress address) throws IOException {
    try {
      return talk(address, 5);
    } catch (ConnectException | SocketTimeoutException | SSLHandshakeException e) {
      throw explained(e);
    } catch (IOException e) {
      if (e instanceof Refusal refusal && refusal.isForGood()) {
        throw refusal;
      }
      return olderTalk(address); // who does not know MQTT 5 may refuse, hang up or reset
    }
  }

  private Finding olderTalk(InetSocketAddress address) throws IOException {
    try {
      return talk(address, 4);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  private Finding talk(InetSocketAddress address, int level) throws IOException {
    try (var socket = open(address)) {
      return new ProbeTalk(socket, level, account).run();
    }
  }

  private Socket open(InetSocketAddress address) throws IOException {
    var socket = new Socket();
    try {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.setTcpNoDelay(true);
      socket.connect(address, (int) PATIENCE.toMillis());
      return tls == null ? socket : tls.over(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static IOException explained(IOException e) {
    return switch (e) {
      case Refusal refusal -> refusal;
      case EOFException _ -> new IOException("it closes the connection at once", e);
      case SocketTimeoutException _ -> new IOException("it does not answer", e);
      case ConnectException _ -> new IOException("the connection is refused", e);
      case SSLException _ -> new IOException("TLS fails: " + e.getMessage(), e);
      default -> e;
    };
  }
}
