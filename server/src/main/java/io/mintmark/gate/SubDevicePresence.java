package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Notice;
import io.mintmark.dialect.DeviceDialect;
import io.mintmark.dialect.Push;
import io.mintmark.event.Origin;
import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A sub-device that is online through its gateway's session.
final class SubDevicePresence implements Presence {

  private final DeviceIdentity identity;
  private final DeviceDialect protocol;
  private final Session gateway;
  private final long arrival;

  /// Filters that the gateway holds at the broker thanks to this sub-device. Belongs to the
  /// gateway's event loop.
  private final Set<String> filters = new HashSet<>(4);

  private volatile @Nullable Ending ordered;

  SubDevicePresence(
      DeviceIdentity identity, DeviceDialect protocol, Session gateway, long arrival) {
    this.identity = identity;
    this.protocol = protocol;
    this.gateway = gateway;
    this.arrival = arrival;
  }

  DeviceIdentity identity() {
    return identity;
  }

  boolean isThrough(DeviceIdentity other) {
    return gateway.principal() instanceof Principal.OfDevice device
        && device.identity().equals(other);
  }

  Set<String> filters() {
    return filters;
  }

  boolean mayPublish(String topic) {
    return ordered == null && protocol.topics().mayPublish(identity, topic);
  }

  boolean maySubscribe(String filter) {
    return ordered == null && protocol.topics().maySubscribe(identity, filter);
  }

  boolean isServed(String topic) {
    return protocol.servesTopic(identity, topic);
  }

  @Override
  public long arrival() {
    return arrival;
  }

  @Override
  public Origin origin() {
    return gateway.origin();
  }

  @Override
  public @Nullable String deviceClient() {
    return null;
  }

  @Override
  public void endFromAnywhere(Ending ending) {
    ordered = ending;
    Loops.run(loop(), () -> gateway.subDevices().end(this, ending));
  }

  /// On the gateway's event loop, once it is among its sub-devices.
  void endIfOrdered() {
    Ending order = ordered;
    if (order != null) {
      gateway.subDevices().end(this, order);
    }
  }

  boolean isOrderedToEnd() {
    return ordered != null;
  }

  @Override
  public boolean tell(Notice notice) {
    return protocol.push(identity, notice).map(this::push).orElse(false);
  }

  @Override
  public EventLoop loop() {
    return gateway.loop();
  }

  @Override
  public boolean tellNow(Notice notice) {
    return ordered == null
        && protocol.push(identity, notice).map(gateway::pushAtOnce).orElse(false);
  }

  /// Whether its gateway hears the very same when it is told this itself.
  boolean hearsWithGateway(Notice notice) {
    return gateway.principal() instanceof Principal.OfDevice device
        && device.identity().product().equals(identity.product())
        && topicOf(device.identity(), notice).equals(topicOf(identity, notice));
  }

  /// Where it hears this: through which gateway and on which topic.
  String placeOf(Notice notice) {
    return gateway.principal().brokerClientId() + " " + topicOf(identity, notice).orElse("");
  }

  private Optional<String> topicOf(DeviceIdentity listener, Notice notice) {
    return protocol.push(listener, notice).map(Push::topic);
  }

  @Override
  public boolean push(Push push) {
    return ordered == null && gateway.push(push);
  }
}
