package io.mintmark.gate;

import io.mintmark.broker.BrokerFeatures;
import io.mintmark.broker.BrokerLimits;
import io.mintmark.broker.BrokerLink;
import io.mintmark.broker.BrokerPass;
import io.mintmark.broker.ClientKind;
import io.mintmark.broker.OlderSessions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/// A broker whose every word a test decides: it only listens.
final class FakeBroker implements BrokerLink, AutoCloseable {

  static final String CONNACK = "20020000";

  private final ServerSocket listener;
  private final OlderSessions olderSessions = OlderSessions.inMemory();
  volatile BrokerFeatures features = BrokerFeatures.ALL;
  boolean passes = true;

  FakeBroker() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setSoTimeout(10_000);
  }

  /// The next connection of the gate.
  RawClient accept() throws IOException {
    return new RawClient(listener.accept());
  }

  /// The next connection, its CONNECT read and accepted.
  RawClient acceptMqtt3() throws IOException {
    RawClient connection = accept();
    connection.readPacket();
    connection.send(Wire.hex(CONNACK));
    return connection;
  }

  /// Whether a connection is waiting to be accepted or comes within a moment.
  boolean isLeftAlone() throws IOException {
    listener.setSoTimeout(50);
    try {
      listener.accept().close();
      return false;
    } catch (java.net.SocketTimeoutException e) {
      return true;
    } finally {
      listener.setSoTimeout(10_000);
    }
  }

  @Override
  public InetSocketAddress address() {
    if (listener.isClosed()) {
      throw new IllegalStateException("the broker is not running");
    }
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  @Override
  public Optional<BrokerPass> newPass(String clientId, ClientKind kind) {
    return passes ? Optional.of(new BrokerPass("gate", "pass-of-" + clientId)) : Optional.empty();
  }

  @Override
  public BrokerLimits limits() {
    return BrokerLimits.DEFAULT;
  }

  @Override
  public BrokerFeatures features() {
    return features;
  }

  @Override
  public OlderSessions olderSessions() {
    return olderSessions;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
