package io.mintmark.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Drives a server on one event loop, so that the generator takes as little as it can of a machine
/// that the server shares with it. Either a fixed number of operations is in flight, which finds
/// the highest rate; or they begin at fixed times, whether the server keeps up or not, and each
/// latency counts from the time at which its operation should have begun.
final class Load implements AutoCloseable {

  /// What becomes of a connection after its operation.
  enum Then {
    CLOSE,
    REUSE,
    HOLD
  }

  /// At fixed times no more than this is under way; what is due later waits, and its latency grows.
  private static final int MOST_UNDER_WAY = 2_048;

  private final EventLoopGroup loop = new EpollEventLoopGroup(1);
  private final CountDownLatch exhausted = new CountDownLatch(1);
  private final Target target;
  private final Operation operation;
  private final Then then;
  private final @Nullable String source;

  // Below: event loop only.
  private final Deque<Place> free = new ArrayDeque<>();
  private Latencies latencies = new Latencies();
  private long done;
  private long refused;
  private int underWay;
  private boolean stopping;
  private double interval;
  private double due;

  Load(Target target, Operation operation, Then then) {
    this(target, operation, then, null);
  }

  /// @param source the address from which to connect; null for the usual one
  Load(Target target, Operation operation, Then then, @Nullable String source) {
    this.target = target;
    this.operation = operation;
    this.then = then;
    this.source = source;
  }

  /// Begins with `inFlight` operations under way at any time.
  Load start(int inFlight) {
    loop.execute(
        () -> {
          for (int place = 0; place < inFlight; place++) {
            next(System.nanoTime());
          }
        });
    return this;
  }

  /// Begins with so many operations a second, evenly spaced.
  Load startAt(double perSecond) {
    loop.execute(
        () -> {
          interval = 1e9 / perSecond;
          due = System.nanoTime();
          loop.scheduleAtFixedRate(this::startDue, 0, 500, TimeUnit.MICROSECONDS);
        });
    return this;
  }

  /// Lets `warmUp` pass and measures for the time after it, or until there is nothing more to do.
  Figures measure(String name, Duration warmUp, Duration measured) throws InterruptedException {
    exhausted.await(warmUp.toMillis(), TimeUnit.MILLISECONDS);
    count();
    Duration cpuBefore = target.cpu().used();
    long start = System.nanoTime();
    exhausted.await(measured.toMillis(), TimeUnit.MILLISECONDS);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return counted(name, time, target.cpu().used().minus(cpuBefore));
  }

  /// Counts from nothing.
  void count() throws InterruptedException {
    loop.submit(
            () -> {
              latencies = new Latencies();
              done = 0;
              refused = 0;
            })
        .sync();
  }

  /// What was counted since.
  Figures counted(String name, Duration time, Duration cpu) throws InterruptedException {
    return loop.submit(
            () ->
                new Figures(
                    name,
                    done,
                    refused,
                    time,
                    cpu,
                    latencies.percentileMillis(50),
                    latencies.percentileMillis(99)))
        .sync()
        .getNow();
  }

  /// Waits until there is nothing more to do.
  void awaitEnd(Duration limit) throws InterruptedException {
    exhausted.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Lets what is under way come to its end, and closes what is still open.
  @Override
  public void close() {
    loop.execute(
        () -> {
          stopping = true;
          endIfIdle();
        });
    try {
      exhausted.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void startDue() {
    while (!stopping && due <= System.nanoTime() && underWay < MOST_UNDER_WAY) {
      next((long) due);
      due += interval;
    }
  }

  /// @param intended when the operation begins, or should have begun
  private void next(long intended) {
    byte[] request = stopping ? null : operation.nextRequest();
    if (request == null) {
      stopping = true;
      endIfIdle();
      return;
    }
    underWay++;
    Place place = free.poll();
    if (place == null) {
      connect(new Place(request, intended));
    } else {
      place.ask(request, intended);
    }
  }

  private void ended() {
    underWay--;
    if (interval == 0) {
      next(System.nanoTime());
    }
    endIfIdle();
  }

  private void endIfIdle() {
    if (stopping && underWay == 0) {
      exhausted.countDown();
    }
  }

  private void connect(Place place) {
    var bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    place.join(channel);
                  }
                });
    if (source != null) {
      bootstrap
          .option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true)
          .localAddress(new InetSocketAddress(source, 0));
    }
    bootstrap.connect(target.address()).addListener((ChannelFutureListener) this::connected);
  }

  private void connected(ChannelFuture attempt) {
    if (!attempt.isSuccess()) {
      refused++;
      loop.schedule(this::ended, 1, TimeUnit.MILLISECONDS);
    }
  }

  /// One connection and the operation under way on it.
  private final class Place extends ChannelInboundHandlerAdapter {

    private final ByteBuf received = Unpooled.buffer(512);
    private byte[] request;
    private long start;
    private boolean secured;
    private boolean asking = true;
    private boolean underWayHere = true;
    private @Nullable Channel channel;

    Place(byte[] request, long start) {
      this.request = request;
      this.start = start;
    }

    void join(Channel joined) {
      channel = joined;
      var security = target.security().handler(joined, request);
      secured = security != null;
      if (security != null) {
        joined.pipeline().addLast(security);
      }
      joined.pipeline().addLast(this);
    }

    /// The next operation on a kept connection.
    void ask(byte[] nextRequest, long intended) {
      request = nextRequest;
      start = intended;
      asking = true;
      underWayHere = true;
      send();
    }

    private void send() {
      if (channel != null) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(request), channel.voidPromise());
      }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (!secured) {
        send();
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent handshake) {
        if (handshake.isSuccess()) {
          send();
        } else {
          context.close();
        }
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var bytes = (ByteBuf) message;
      received.writeBytes(bytes);
      bytes.release();
      if (!asking) {
        received.clear();
        return;
      }
      switch (operation.judge(received)) {
        case INCOMPLETE -> {}
        case GOOD -> {
          done++;
          latencies.add(System.nanoTime() - start);
          answered(context, then);
        }
        case REFUSED -> {
          refused++;
          answered(context, Then.CLOSE);
        }
      }
    }

    private void answered(ChannelHandlerContext context, Then what) {
      asking = false;
      received.clear();
      switch (what) {
        case CLOSE ->
            context
                .writeAndFlush(Unpooled.wrappedBuffer(operation.farewell()))
                .addListener(ChannelFutureListener.CLOSE);
        case REUSE -> {
          free.push(this);
          over();
        }
        case HOLD -> over();
      }
    }

    private void over() {
      underWayHere = false;
      ended();
    }

    /// An operation with a connection of its own has ended when that is closed.
    @Override
    public void channelInactive(ChannelHandlerContext context) {
      received.release();
      free.remove(this);
      if (asking) {
        refused++;
      }
      if (underWayHere) {
        over();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
