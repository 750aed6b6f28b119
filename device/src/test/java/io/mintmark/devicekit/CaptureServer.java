package io.mintmark.devicekit;

import io.mintmark.devicekit.wire.Endpoint;
import io.mintmark.devicekit.wire.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A server of a few lines on a real socket: each connection is played by a script that reads what
/// the device sends and answers with bytes. Closing the server waits for the scripts; a script's
/// fault is thrown there.
public final class CaptureServer implements AutoCloseable {

  /// What the server does with one connection; the connection closes when it returns.
  public interface Script {
    void play(Wire wire) throws IOException;
  }

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ServerSocket listening;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<CompletableFuture<Void>> plays = new ConcurrentLinkedQueue<>();

  private CaptureServer(ServerSocket listening, Script script) {
    this.listening = listening;
    this.script = script;
    Thread.startVirtualThread(this::accept);
  }

  public static CaptureServer plain(Script script) throws IOException {
    return new CaptureServer(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), script);
  }

  /// `listening` brings its own TLS.
  public static CaptureServer on(ServerSocket listening, Script script) {
    return new CaptureServer(listening, script);
  }

  private void accept() {
    try {
      while (!listening.isClosed()) {
        var socket = listening.accept();
        connections.incrementAndGet();
        plays.add(CompletableFuture.runAsync(() -> play(socket), Thread::startVirtualThread));
      }
    } catch (IOException _) {
      // closed: the test is over
    }
  }

  private void play(Socket socket) {
    try (socket) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      script.play(new Wire(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int connections() {
    return connections.get();
  }

  public int port() {
    return listening.getLocalPort();
  }

  public Endpoint endpoint() {
    return endpointNamed("127.0.0.1");
  }

  /// This server under the name that firmware knows.
  public Endpoint endpointNamed(String host) {
    return Endpoint.plain(host, port()).reachedAt(address());
  }

  public Endpoint endpointNamed(String host, Trust trust) {
    return Endpoint.tls(host, port(), trust).reachedAt(address());
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  /// Takes no more connections and waits until every script has come to its end.
  @Override
  public void close() throws IOException {
    listening.close();
    for (var play : plays) {
      play.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
  }
}
