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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The few threads that carry all connections of all devices in a process. Closing it cuts every
/// connection that is still open.
public final class Network implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private final EventLoopGroup loops;

  private Network(EventLoopGroup loops) {
    this.loops = loops;
  }

  /// Two threads carry thousands of devices; a load generator may want one per core.
  public static Network start(int threads) {
    return new Network(new NioEventLoopGroup(threads, new DefaultThreadFactory("devicekit", true)));
  }

  /// Completes when the connection, TLS included, stands, on the thread that carries it. `stages`
  /// adds what shall stand behind TLS.
  CompletableFuture<Channel> dial(Endpoint endpoint, Consumer<ChannelPipeline> stages) {
    var standing = new CompletableFuture<Channel>();
    new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_LIMIT.toMillis())
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                var pipeline = channel.pipeline();
                endpoint
                    .trust()
                    .map(trust -> trust.handlerFor(endpoint, channel.alloc()))
                    .ifPresent(pipeline::addLast);
                stages.accept(pipeline);
              }
            })
        .connect(endpoint.dialled())
        .addListener((ChannelFuture connected) -> settle(connected, standing));
    return standing;
  }

  private static void settle(ChannelFuture connected, CompletableFuture<Channel> standing) {
    var channel = connected.channel();
    if (!connected.isSuccess()) {
      standing.completeExceptionally(asIo(connected.cause()));
      return;
    }
    var tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      standing.complete(channel);
      return;
    }
    tls.handshakeFuture()
        .addListener(
            (Future<Channel> shaken) -> {
              if (shaken.isSuccess()) {
                standing.complete(channel);
              } else {
                var _ = channel.close();
                standing.completeExceptionally(asIo(shaken.cause()));
              }
            });
  }

  static IOException asIo(Throwable cause) {
    return cause instanceof IOException io ? io : new IOException(cause);
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
