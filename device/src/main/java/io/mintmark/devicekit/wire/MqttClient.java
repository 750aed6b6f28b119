package io.mintmark.devicekit.wire;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Opens MQTT sessions with one server, for any number of devices at once.
public final class MqttClient {

  private static final Duration USUAL_LIMIT = Duration.ofSeconds(10);
  private static final int LARGEST_MESSAGE = 1024 * 1024;

  private final Network network;
  private final Endpoint endpoint;
  private final Duration connackLimit;
  private final @Nullable String webSocketPath;

  private MqttClient(
      Network network, Endpoint endpoint, Duration connackLimit, @Nullable String webSocketPath) {
    this.network = network;
    this.endpoint = endpoint;
    this.connackLimit = connackLimit;
    this.webSocketPath = webSocketPath;
  }

  public static MqttClient to(Network network, Endpoint endpoint) {
    return new MqttClient(network, endpoint, USUAL_LIMIT, null);
  }

  /// The same inside a WebSocket. Tencent's C SDK asks for the path `/`, others for `/mqtt`.
  public MqttClient overWebSocket(String path) {
    return new MqttClient(network, endpoint, connackLimit, path);
  }

  /// The time from CONNECT to CONNACK; 10 s if nothing is said.
  public MqttClient withConnackLimit(Duration limit) {
    return new MqttClient(network, endpoint, limit, webSocketPath);
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /// Does not block. Fails with an [java.io.IOException]: unreachable, untrusted, late
  /// ([java.net.SocketTimeoutException]) or closed without CONNACK ([java.io.EOFException]).
  public CompletableFuture<LoginOutcome> connect(ConnectFields fields, MessageListener listener) {
    var inbound = new MqttInbound(fields, connackLimit, listener);
    var standing = new CompletableFuture<Void>();
    return network
        .dial(endpoint, stages -> begin(stages, inbound, standing))
        .thenCompose(_ -> standing)
        .thenCompose(_ -> inbound.logIn());
  }

  private void begin(
      ChannelPipeline stages, MqttInbound inbound, CompletableFuture<Void> standing) {
    if (webSocketPath == null) {
      standing.complete(null);
    } else {
      WebSocketStream.add(stages, endpoint, webSocketPath, LARGEST_MESSAGE, standing);
    }
    stages.addLast(new MqttDecoder(LARGEST_MESSAGE), MqttEncoder.INSTANCE, inbound);
  }
}
