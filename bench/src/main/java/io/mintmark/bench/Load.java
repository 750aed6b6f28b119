package io.mintmark.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Drives a server with a fixed number of operations in flight, on one event loop, so that the
/// generator takes as little as it can of a machine that the server shares with it. Each place
/// either keeps its connection or opens a new one for every operation.
final class Load implements AutoCloseable {

  private final EventLoopGroup loop = new EpollEventLoopGroup(1);
  private final InetSocketAddress server;
  private final @Nullable SslContext tls;
  private final boolean keepsConnections;
  private final Operation operation;

  // Below: event loop only, but for reading after the end.
  private Latencies latencies = new Latencies();
  private long done;
  private long refused;
  private int busy;
  private boolean stopping;
  private CountDownLatch idle = new CountDownLatch(1);

  Load(
      InetSocketAddress server,
      @Nullable SslContext tls,
      boolean keepsConnections,
      Operation operation) {
    this.server = server;
    this.tls = tls;
    this.keepsConnections = keepsConnections;
    this.operation = operation;
  }

  /// Runs `warmUp` unmeasured and then `measured`, with `inFlight` places.
  Figures run(String name, int inFlight, Duration warmUp, Duration measured, CpuClock serverCpu)
      throws InterruptedException {
    loop.execute(
        () -> {
          for (int place = 0; place < inFlight; place++) {
            busy++;
            open();
          }
        });
    idle.await(warmUp.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    onLoop(this::startCounting);
    Duration cpuBefore = serverCpu.used();
    long start = System.nanoTime();
    idle.await(measured.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    Duration cpu = serverCpu.used().minus(cpuBefore);
    var figures = new Figures[1];
    onLoop(
        () -> {
          figures[0] =
              new Figures(
                  name,
                  done,
                  refused,
                  time,
                  cpu,
                  latencies.percentileMillis(50),
                  latencies.percentileMillis(99));
          stopping = true;
        });
    idle.await(10, java.util.concurrent.TimeUnit.SECONDS);
    return figures[0];
  }

  private void onLoop(Runnable act) throws InterruptedException {
    loop.submit(act).sync();
  }

  private void startCounting() {
    latencies = new Latencies();
    done = 0;
    refused = 0;
  }

  private void open() {
    byte[] request = stopping ? null : operation.nextRequest();
    if (request == null) {
      leave();
      return;
    }
    long start = System.nanoTime();
    new Bootstrap()
        .group(loop)
        .channel(EpollSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                if (tls != null) {
                  channel
                      .pipeline()
                      .addLast(tls.newHandler(channel.alloc(), "localhost", server.getPort()));
                }
                channel.pipeline().addLast(new Place(request, start));
              }
            })
        .connect(server)
        .addListener(
            (ChannelFutureListener)
                attempt -> {
                  if (!attempt.isSuccess()) {
                    refused++;
                    loop.schedule(this::open, 10, java.util.concurrent.TimeUnit.MILLISECONDS);
                  }
                });
  }

  private void leave() {
    busy--;
    if (busy == 0) {
      idle.countDown();
    }
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
  }

  /// One connection and the operation under way on it.
  private final class Place extends ChannelInboundHandlerAdapter {

    private byte @Nullable [] request;
    private long start;
    private boolean answered;
    private final ByteBuf received = Unpooled.buffer(512);

    Place(byte[] request, long start) {
      this.request = request;
      this.start = start;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (tls == null) {
        send(context);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent handshake) {
        if (handshake.isSuccess()) {
          send(context);
        } else {
          context.close();
        }
      }
    }

    private void send(ChannelHandlerContext context) {
      context.writeAndFlush(Unpooled.wrappedBuffer(request), context.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var bytes = (ByteBuf) message;
      received.writeBytes(bytes);
      bytes.release();
      switch (operation.judge(received)) {
        case INCOMPLETE -> {}
        case GOOD -> {
          done++;
          latencies.add(System.nanoTime() - start);
          goOn(context);
        }
        case REFUSED -> {
          refused++;
          goOn(context);
        }
      }
    }

    private void goOn(ChannelHandlerContext context) {
      received.clear();
      request = keepsConnections && !stopping ? operation.nextRequest() : null;
      if (request != null) {
        start = System.nanoTime();
        send(context);
        return;
      }
      answered = true;
      context
          .writeAndFlush(Unpooled.wrappedBuffer(operation.farewell()))
          .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      received.release();
      if (!answered) {
        refused++;
      }
      open();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
