package io.mintmark.gate;

import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.login.ProvenIdentity;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection from accept to close, whatever it turns out to speak: its deadline, and who is
/// told when that passes. Belongs to its event loop.
final class Visit implements ChannelFutureListener {

  /// Whoever serves the connection at the moment.
  interface Host {

    /// The deadline has passed.
    void expired();

    /// The gate stops; say goodbye and close.
    default void dismissed() {
      expired();
    }
  }

  final Plane plane;
  final Channel channel;
  private final LoopWatch watch;
  private Host host;
  private boolean encrypted;
  private @Nullable ProvenIdentity proven;
  private boolean timed;
  private long deadline;
  @Nullable Visit previous;
  @Nullable Visit next;

  private Visit(Plane plane, Channel channel, LoopWatch watch) {
    this.plane = plane;
    this.channel = channel;
    this.watch = watch;
    this.host = () -> Channels.close(channel);
  }

  /// Begins a visit, to be greeted within the limit.
  static Visit begin(Plane plane, Channel channel, LoopWatch watch) {
    var visit = new Visit(plane, channel, watch);
    plane.counters().connections.incrementAndGet();
    plane.counters().accepted.increment();
    watch.add(visit);
    visit.expireIn(plane.limits().greeting());
    channel.closeFuture().addListener(visit);
    return visit;
  }

  @Override
  public void operationComplete(ChannelFuture closed) {
    watch.remove(this);
    plane.counters().connections.decrementAndGet();
  }

  void hostedBy(Host newHost) {
    host = newHost;
  }

  void expireIn(Duration time) {
    expireIn(time.toNanos());
  }

  void expireIn(long nanos) {
    timed = true;
    deadline = watch.now() + nanos;
  }

  void expireNever() {
    timed = false;
  }

  /// The time, in nanoseconds from nowhere in particular.
  long now() {
    return watch.now();
  }

  boolean isOver(long now) {
    return timed && deadline - now <= 0;
  }

  void expire() {
    timed = false; // once
    host.expired();
  }

  void dismiss() {
    host.dismissed();
  }

  /// From here on TLS lies around the connection.
  void encrypted() {
    encrypted = true;
  }

  boolean isEncrypted() {
    return encrypted;
  }

  /// The TLS handshake was done under a device's key.
  void proves(ProvenIdentity identity) {
    proven = identity;
  }

  /// Whom the TLS handshake proved the peer to be; null if it proved nobody.
  @Nullable ProvenIdentity proven() {
    return proven;
  }

  Origin mqttOrigin() {
    return new Origin(encrypted ? Transport.MQTTS : Transport.MQTT, address());
  }

  Origin httpOrigin() {
    return new Origin(encrypted ? Transport.HTTPS : Transport.HTTP, address());
  }

  private String address() {
    if (!(channel.remoteAddress() instanceof InetSocketAddress peer)) {
      return "unknown"; // closed meanwhile
    }
    String address = peer.getAddress().getHostAddress();
    int scope = address.indexOf('%');
    return scope < 0 ? address : address.substring(0, scope);
  }
}
