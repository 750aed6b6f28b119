package io.mintmark.gate;

import io.mintmark.event.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The open ports, and the event loops that serve what comes in by them. Used by one thread.
final class Listeners {

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final Plane plane;
  private final GateSettings settings;
  private final EventLoopGroup acceptors = Transports.newGroup(1, "gate-accept");
  private final EventLoopGroup loops;
  private final IdentityHashMap<EventExecutor, LoopWatch> watches = new IdentityHashMap<>();
  private final List<Channel> open = new ArrayList<>();

  /// Starts the event loops, which listen to nobody yet.
  Listeners(Plane plane, LongSupplier nanoClock, Duration sweepPeriod) {
    this.plane = plane;
    this.settings = plane.settings();
    this.loops = Transports.newGroup(settings.effectiveEventLoops(), "gate");
    for (EventExecutor loop : loops) {
      var watch = new LoopWatch(nanoClock, sweepPeriod.toNanos());
      watches.put(loop, watch);
      watch.sweepOn(loop);
    }
  }

  /// @throws IOException naming the port and the setting; ports opened before stay open
  GateAddresses open() throws IOException {
    return new GateAddresses(
        listen(settings.mqttPort(), Transport.MQTT, "gate.mqtt-port"),
        listen(settings.mqttsPort(), Transport.MQTTS, "gate.mqtts-port"),
        listen(settings.httpPort(), Transport.HTTP, "gate.http-port"),
        listen(settings.httpsPort(), Transport.HTTPS, "gate.https-port"));
  }

  /// Ports of the same number share one listener.
  private InetSocketAddress listen(int port, Transport transport, String setting)
      throws IOException {
    for (Channel listener : open) {
      var address = (InetSocketAddress) listener.localAddress();
      if (port != 0 && address.getPort() == port) {
        return address;
      }
    }
    var wanted = new InetSocketAddress(settings.address(), port);
    ChannelFuture binding = bootstrap(transport).bind(wanted).awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new IOException(
          "cannot listen on %s:%d (setting %s): %s"
              .formatted(settings.address(), port, setting, reasonOf(binding.cause())),
          binding.cause());
    }
    open.add(binding.channel());
    return (InetSocketAddress) binding.channel().localAddress();
  }

  private static String reasonOf(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    return text.contains("in use") ? "the port is in use; free it or choose another" : text;
  }

  private ServerBootstrap bootstrap(Transport transport) {
    return new ServerBootstrap()
        .group(acceptors, loops)
        .channel(Transports.serverChannel())
        .option(ChannelOption.SO_BACKLOG, settings.limits().acceptBacklog())
        .option(ChannelOption.SO_REUSEADDR, true)
        .handler(new Door(plane, transport))
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                welcome(channel);
              }
            });
  }

  private void welcome(SocketChannel channel) {
    LoopWatch watch = watches.get(channel.eventLoop());
    if (watch == null || plane.isFull()) { // many may have come through the door since it was asked
      plane.counters().turnedAway.increment();
      Channels.close(channel);
      return;
    }
    channel.pipeline().addLast("sniff", new Sniff(Visit.begin(plane, channel, watch)));
  }

  /// Takes no more connections, dismisses those there are, and ends the loops.
  void close() {
    open.forEach(listener -> listener.close().awaitUninterruptibly());
    watches.forEach((loop, watch) -> loop.execute(watch::dismissAll));
    long bound = System.nanoTime() + LONGEST_CLOSE.toNanos();
    while (plane.counters().connections.get() > 0 && System.nanoTime() - bound < 0) {
      pause();
    }
    acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    plane.tls().release();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
