package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Claim;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.gate.admission.PeerAddress;
import io.mintmark.gate.admission.Throttle;
import io.mintmark.login.ProvenIdentity;
import io.mintmark.registration.RegistrationOutcome;
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

  /// The peer's address, by [PeerAddress].
  final long source;

  private final LoopWatch watch;
  private Host host;
  private boolean encrypted;
  private boolean webSocket;
  private boolean greeted;
  private boolean entryPaid;
  private @Nullable ProvenIdentity proven;
  private boolean timed;
  private long deadline;
  @Nullable Visit previous;
  @Nullable Visit next;

  private Visit(Plane plane, Channel channel, LoopWatch watch) {
    this.plane = plane;
    this.channel = channel;
    this.source =
        channel.remoteAddress() instanceof InetSocketAddress peer
            ? PeerAddress.of(peer.getAddress())
            : PeerAddress.UNKNOWN;
    this.entryPaid = plane.admission().isStrained(source);
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
    if (!greeted) {
      plane.counters().tooSlow.increment();
    }
    host.expired();
  }

  void dismiss() {
    host.dismissed();
  }

  /// The peer has said what it wants, so it has not been too slow.
  void greeted() {
    greeted = true;
  }

  /// The peer speaks no protocol of ours, or speaks it wrongly.
  void malformed() {
    plane.counters().malformed.increment();
    plane.admission().failedAt(source);
  }

  /// The TLS handshake has failed for what the peer sent.
  void handshakeFailed() {
    plane.counters().handshakeFailures.increment();
    plane.admission().failedAt(source);
  }

  /// Whether the peer's address is over a limit, which is reported now and then. It may have come
  /// to be so by what this connection paid for its entry, which is good for one request.
  boolean isThrottled(Origin origin) {
    if (entryPaid) {
      return false;
    }
    Throttle throttle = plane.admission().ofAddress(source);
    if (throttle != null && throttle.isNews()) {
      plane.events().addressThrottled(throttle, origin);
    }
    return throttle != null;
  }

  /// The first request has been dealt with.
  void useEntry() {
    entryPaid = false;
  }

  /// Whether who the peer says it is may be asked about; null if so.
  @Nullable Throttle throttleOf(DeviceIdentity identity) {
    return plane.admission().ofIdentity(source, keyOf(identity.product().value(), identity.name()));
  }

  /// The request is larger than it may be.
  void tooLarge() {
    plane.counters().tooLarge.increment();
    plane.admission().failedAt(source);
  }

  /// An attempt has failed.
  void failed(Blame blame, DeviceIdentity identity) {
    failed(blame, identity.product().value(), identity.name());
  }

  /// An attempt has failed whose peer said less than it should who it is.
  void failed(Blame blame, Claim claim) {
    failed(blame, claim.productKey(), claim.deviceName());
  }

  private void failed(Blame blame, @Nullable String productKey, @Nullable String deviceName) {
    if (blame == Blame.PEER) {
      plane.admission().failedAt(source);
    }
    if (blame != Blame.NOBODY && productKey != null && deviceName != null) {
      plane.admission().failedAs(source, keyOf(productKey, deviceName));
    }
  }

  /// A registration was granted or refused.
  void decided(RegistrationOutcome outcome, DeviceIdentity identity) {
    switch (outcome) {
      case RegistrationOutcome.Issued _, RegistrationOutcome.ClientAdmitted _ -> granted(identity);
      case RegistrationOutcome.Refused(var reason) -> failed(Blame.of(reason), identity);
    }
  }

  /// A login or registration was granted.
  void granted(DeviceIdentity identity) {
    plane.admission().granted(source, keyOf(identity.product().value(), identity.name()));
  }

  /// The same for an application key; a program may connect as often as it likes.
  @Nullable Throttle throttleOfKey(String keyId) {
    return plane.admission().ofIdentity(source, keyOf("", keyId));
  }

  void keyFailed(String keyId) {
    failed(Blame.PEER, "", keyId);
  }

  void keyHeld(String keyId) {
    plane.admission().recognised(source, keyOf("", keyId));
  }

  private long keyOf(String productKey, String deviceName) {
    return plane.admission().identity(productKey, deviceName);
  }

  /// From here on TLS lies around the connection.
  void encrypted() {
    encrypted = true;
  }

  boolean isEncrypted() {
    return encrypted;
  }

  /// From here on MQTT travels in the frames of a WebSocket.
  void framed() {
    webSocket = true;
    greeted = false; // an upgrade says how, and not yet what
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
    return new Origin(mqttTransport(), address());
  }

  private Transport mqttTransport() {
    if (webSocket) {
      return encrypted ? Transport.WSS : Transport.WS;
    }
    return encrypted ? Transport.MQTTS : Transport.MQTT;
  }

  Origin httpOrigin() {
    return new Origin(encrypted ? Transport.HTTPS : Transport.HTTP, address());
  }

  private String address() {
    return channel.remoteAddress() instanceof InetSocketAddress peer
        ? textOf(peer)
        : "unknown"; // closed meanwhile
  }

  static String textOf(InetSocketAddress peer) {
    String address = peer.getAddress().getHostAddress();
    int scope = address.indexOf('%');
    return scope < 0 ? address : address.substring(0, scope);
  }
}
