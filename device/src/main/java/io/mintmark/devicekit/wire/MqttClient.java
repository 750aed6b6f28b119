package io.mintmark.devicekit.wire;

import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Opens MQTT sessions with one server, for any number of devices at once.
public final class MqttClient {

  private static final Duration USUAL_LIMIT = Duration.ofSeconds(10);
  private static final int LARGEST_MESSAGE = 1024 * 1024;

  private final Network network;
  private final Endpoint endpoint;
  private final Duration connackLimit;

  private MqttClient(Network network, Endpoint endpoint, Duration connackLimit) {
    this.network = network;
    this.endpoint = endpoint;
    this.connackLimit = connackLimit;
  }

  public static MqttClient to(Network network, Endpoint endpoint) {
    return new MqttClient(network, endpoint, USUAL_LIMIT);
  }

  /// The time from CONNECT to CONNACK; 10 s if nothing is said.
  public MqttClient withConnackLimit(Duration limit) {
    return new MqttClient(network, endpoint, limit);
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /// Does not block. Fails with an [java.io.IOException]: unreachable, untrusted, late
  /// ([java.net.SocketTimeoutException]) or closed without CONNACK ([java.io.EOFException]).
  public CompletableFuture<LoginOutcome> connect(ConnectFields fields, MessageListener listener) {
    var inbound = new MqttInbound(fields, connackLimit, listener);
    return network
        .dial(
            endpoint,
            stages ->
                stages.addLast(new MqttDecoder(LARGEST_MESSAGE), MqttEncoder.INSTANCE, inbound))
        .thenCompose(_ -> inbound.logIn());
  }
}
