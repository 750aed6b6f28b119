package io.mintmark.devicekit.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The few threads that carry all connections of all devices in a process. Closing it cuts every
/// connection that is still open.
public final class Network implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private final EventLoopGroup loops;
  private final @Nullable InetSocketAddress source;

  private Network(int threads, @Nullable InetSocketAddress source) {
    this.loops = new NioEventLoopGroup(threads, new DefaultThreadFactory("devicekit", true));
    this.source = source;
  }

  /// Two threads carry thousands of devices; a load generator may want one per core.
  public static Network start(int threads) {
    return new Network(threads, null);
  }

  /// A network all of whose devices are seen at one address, as behind a router.
  ///
  /// @param source an address of this machine
  public static Network startAt(InetAddress source, int threads) {
    return new Network(threads, new InetSocketAddress(source, 0));
  }

  /// Completes when the connection, TLS included, stands, on the thread that carries it. `stages`
  /// adds what shall stand behind TLS.
  CompletableFuture<Channel> dial(Endpoint endpoint, Consumer<ChannelPipeline> stages) {
    var dial = new Dial(endpoint, stages);
    new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_LIMIT.toMillis())
        .handler(dial)
        .connect(endpoint.dialled(), source)
        .addListener(dial::connected);
    return dial.standing;
  }

  /// One attempt. The TLS handler is remembered, not looked up, since a handshake may have failed
  /// and the pipeline be empty by the time the connect is reported.
  private static final class Dial extends ChannelInitializer<Channel> {

    private final Endpoint endpoint;
    private final Consumer<ChannelPipeline> stages;
    private final CompletableFuture<Channel> standing = new CompletableFuture<>();
    private @Nullable SslHandler tls;

    Dial(Endpoint endpoint, Consumer<ChannelPipeline> stages) {
      this.endpoint = endpoint;
      this.stages = stages;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (endpoint.trust().isPresent()) {
        tls = endpoint.trust().get().handlerFor(endpoint, channel.alloc());
        channel.pipeline().addLast(tls);
      }
      stages.accept(channel.pipeline());
    }

    void connected(Future<? super Void> connect) {
      var channel = ((ChannelFuture) connect).channel();
      if (!connect.isSuccess()) {
        standing.completeExceptionally(asIo(connect.cause()));
      } else if (tls == null) {
        standing.complete(channel);
      } else {
        tls.handshakeFuture().addListener((Future<Channel> shaken) -> shaken(channel, shaken));
      }
    }

    private void shaken(Channel channel, Future<Channel> handshake) {
      if (handshake.isSuccess()) {
        standing.complete(channel);
      } else {
        var _ = channel.close();
        standing.completeExceptionally(asIo(handshake.cause()));
      }
    }
  }

  /// Netty wraps what goes wrong inside its decoders, TLS among them.
  static IOException asIo(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return io;
      }
    }
    return new IOException(failure);
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
