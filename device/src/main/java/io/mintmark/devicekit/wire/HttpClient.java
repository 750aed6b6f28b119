package io.mintmark.devicekit.wire;

import io.netty.handler.codec.http.HttpClientCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/// Sends POSTs to one server, for any number of devices at once. No retries: the vendors' SDKs make
/// none for HTTP either.
public final class HttpClient implements AutoCloseable {

  private static final Duration USUAL_LIMIT = Duration.ofSeconds(10);

  private final Network network;
  private final Endpoint endpoint;
  private final boolean keepsAlive;
  private final Duration answerLimit;
  private final ConcurrentLinkedDeque<HttpExchange> idle = new ConcurrentLinkedDeque<>();

  private HttpClient(Network network, Endpoint endpoint, boolean keepsAlive, Duration answerLimit) {
    this.network = network;
    this.endpoint = endpoint;
    this.keepsAlive = keepsAlive;
    this.answerLimit = answerLimit;
  }

  /// A new connection for each request, as every device makes: it registers once in its life.
  public static HttpClient connectingAnew(Network network, Endpoint endpoint) {
    return new HttpClient(network, endpoint, false, USUAL_LIMIT);
  }

  /// Adds `Connection: keep-alive` to each request and uses connections again as far as the server
  /// lets it: as many stay open as requests were ever under way at once. For load generators.
  public static HttpClient keepingAlive(Network network, Endpoint endpoint) {
    return new HttpClient(network, endpoint, true, USUAL_LIMIT);
  }

  /// The time from sending a request to its complete answer. Firmware waits 2 s (Tencent's C SDKs)
  /// or some seconds more; the usual limit here is 10 s, so that a busy test machine passes.
  public HttpClient withAnswerLimit(Duration limit) {
    return new HttpClient(network, endpoint, keepsAlive, limit);
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /// Does not block. Fails with an [java.io.IOException]: unreachable, untrusted, late
  /// ([java.net.SocketTimeoutException]) or closed without an answer ([java.io.EOFException]).
  public CompletableFuture<HttpReply> send(Post post) {
    var request = keepsAlive ? askingToStay(post) : post;
    var open = takeIdle();
    if (open != null) {
      return open.send(request, answerLimit);
    }
    var fresh = new HttpExchange(this::putIdle);
    return network
        .dial(endpoint, stages -> stages.addLast(new HttpClientCodec(), fresh))
        .thenCompose(_ -> fresh.send(request, answerLimit));
  }

  private static Post askingToStay(Post post) {
    var headers = new ArrayList<>(post.headers());
    headers.add(new Header("Connection", "keep-alive"));
    return new Post(post.path(), headers, post.body());
  }

  private @Nullable HttpExchange takeIdle() {
    var found = idle.pollFirst();
    while (found != null && !found.isOpen()) {
      found = idle.pollFirst();
    }
    return found;
  }

  private void putIdle(HttpExchange exchange) {
    if (keepsAlive) {
      idle.addFirst(exchange);
    } else {
      exchange.close();
    }
  }

  /// Closes the connections kept open; requests under way are left to end.
  @Override
  public void close() {
    for (var exchange = idle.pollFirst(); exchange != null; exchange = idle.pollFirst()) {
      exchange.close();
    }
  }
}
