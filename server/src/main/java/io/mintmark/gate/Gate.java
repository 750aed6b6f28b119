package io.mintmark.gate;

import io.mintmark.certificate.ServerCertificates;
import io.mintmark.device.LiveSessions;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The device plane as a whole: starts and stops its listeners, and holds what all connections
/// share. May be started once; [#stop] may be called at any time and again.
public final class Gate implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private static final Duration SWEEP_PERIOD = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final GateSettings settings;
  private final ServerCertificates certificates;
  private final GateNeighbours neighbours;
  private final GateEvents events;
  private final LongSupplier nanoClock;
  private final Duration sweepPeriod;
  private final GateCounters counters = new GateCounters();
  private final SessionMap sessions = new SessionMap();
  private @Nullable Running running;
  private boolean used;

  public Gate(
      GateSettings settings,
      ServerCertificates certificates,
      GateNeighbours neighbours,
      InstantSource clock) {
    this(settings, certificates, neighbours, clock, System::nanoTime, SWEEP_PERIOD);
  }

  /// @param nanoClock measures deadlines
  /// @param sweepPeriod how often deadlines are looked at
  Gate(
      GateSettings settings,
      ServerCertificates certificates,
      GateNeighbours neighbours,
      InstantSource clock,
      LongSupplier nanoClock,
      Duration sweepPeriod) {
    this.settings = settings;
    this.certificates = certificates;
    this.neighbours = neighbours;
    this.events = new GateEvents(neighbours.events(), clock);
    this.nanoClock = nanoClock;
    this.sweepPeriod = sweepPeriod;
  }

  /// The sessions of devices; usable before the start, when there are none.
  public LiveSessions sessions() {
    return sessions;
  }

  public GateCounters counters() {
    return counters;
  }

  /// Listens on all four ports, or on none.
  ///
  /// @throws IOException when a port cannot be had; the message says which, and whose setting it is
  public synchronized GateAddresses start() throws IOException {
    if (used) {
      throw new IllegalStateException("a gate starts once");
    }
    used = true;
    var started = new Running(TlsContexts.of(certificates));
    running = started;
    try {
      return started.listen();
    } catch (IOException e) {
      stop();
      throw e;
    }
  }

  /// Takes no more connections, lets requests that are being decided be answered, closes sessions
  /// and ends. Waits until done, a few seconds at most.
  public synchronized void stop() {
    if (running != null) {
      running.end();
      running = null;
    }
  }

  @Override
  public void close() {
    stop();
  }

  /// What exists between start and stop.
  private final class Running {

    private final EventLoopGroup acceptors = Transports.newGroup(1, "gate-accept");
    private final EventLoopGroup loops =
        Transports.newGroup(settings.effectiveEventLoops(), "gate");
    private final Map<EventExecutor, LoopWatch> watches = new IdentityHashMap<>();
    private final List<Channel> listeners = new ArrayList<>();
    private final Plane plane;

    Running(TlsContexts tls) {
      plane =
          new Plane(
              settings,
              neighbours,
              tls,
              counters,
              events,
              sessions,
              new OlderSessions(),
              Transports.clientChannel());
      long period = sweepPeriod.toNanos();
      for (EventExecutor loop : loops) {
        var watch = new LoopWatch(nanoClock, period);
        watches.put(loop, watch);
        loop.scheduleAtFixedRate(watch::sweep, period, period, TimeUnit.NANOSECONDS);
      }
    }

    GateAddresses listen() throws IOException {
      var addresses =
          new GateAddresses(
              listen(settings.mqttPort(), "gate.mqtt-port"),
              listen(settings.mqttsPort(), "gate.mqtts-port"),
              listen(settings.httpPort(), "gate.http-port"),
              listen(settings.httpsPort(), "gate.https-port"));
      LOG.info("the gate listens: {}", addresses);
      return addresses;
    }

    /// Ports of the same number share one listener.
    private InetSocketAddress listen(int port, String setting) throws IOException {
      for (Channel listener : listeners) {
        var address = (InetSocketAddress) listener.localAddress();
        if (port != 0 && address.getPort() == port) {
          return address;
        }
      }
      var wanted = new InetSocketAddress(settings.address(), port);
      ChannelFuture binding = bootstrap().bind(wanted).awaitUninterruptibly();
      if (!binding.isSuccess()) {
        throw new IOException(
            "cannot listen on %s:%d (setting %s): %s"
                .formatted(settings.address(), port, setting, reasonOf(binding.cause())),
            binding.cause());
      }
      listeners.add(binding.channel());
      return (InetSocketAddress) binding.channel().localAddress();
    }

    private ServerBootstrap bootstrap() {
      return new ServerBootstrap()
          .group(acceptors, loops)
          .channel(Transports.serverChannel())
          .option(ChannelOption.SO_BACKLOG, settings.limits().acceptBacklog())
          .option(ChannelOption.SO_REUSEADDR, true)
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
      if (watch == null || counters.connections.get() >= settings.limits().maxConnections()) {
        counters.turnedAway.increment();
        Channels.close(channel);
        return;
      }
      channel.pipeline().addLast("sniff", new Sniff(Visit.begin(plane, channel, watch)));
    }

    void end() {
      listeners.forEach(listener -> listener.close().awaitUninterruptibly());
      watches.forEach((loop, watch) -> loop.execute(watch::dismissAll));
      long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
      while (counters.connections.get() > 0 && System.nanoTime() < deadline) {
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

  private static String reasonOf(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    return text.contains("in use") ? "the port is in use" : text;
  }
}
