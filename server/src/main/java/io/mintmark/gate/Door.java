package io.mintmark.gate;

import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.gate.admission.PeerAddress;
import io.mintmark.gate.admission.Throttle;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;

/// Stands in the pipeline of a listening channel, before the connections that it accepts are given
/// to an event loop. Whoever is over a limit is reset there and then: no thread is changed, nothing
/// is read, and no packet follows the RST.
final class Door extends ChannelInboundHandlerAdapter {

  private final Plane plane;
  private final Transport transport;

  /// @param transport what the port is named for, although it understands others too
  Door(Plane plane, Transport transport) {
    this.plane = plane;
    this.transport = transport;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    var comer = (Channel) message;
    if (plane.isFull()) {
      plane.counters().turnedAway.increment();
      Channels.reset(comer);
    } else if (isThrottled(comer)) {
      Channels.reset(comer);
    } else {
      ctx.fireChannelRead(comer);
    }
  }

  private boolean isThrottled(Channel comer) {
    if (!(comer.remoteAddress() instanceof InetSocketAddress peer)) {
      return false; // gone already, which its event loop will find out
    }
    Throttle throttle = plane.admission().atTheDoor(PeerAddress.of(peer.getAddress()));
    if (throttle != null && throttle.isNews()) {
      plane.events().addressThrottled(throttle, new Origin(transport, Visit.textOf(peer)));
    }
    return throttle != null;
  }
}
