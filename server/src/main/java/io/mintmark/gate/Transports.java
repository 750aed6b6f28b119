package io.mintmark.gate;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// Linux's epoll where its library loads, the JDK's selector elsewhere.
final class Transports {

  private static final boolean EPOLL = Epoll.isAvailable();
  private static final byte[] NONE = {};

  private Transports() {}

  static EventLoopGroup newGroup(int threads, String name) {
    var threadFactory = new DefaultThreadFactory(name);
    return EPOLL
        ? new EpollEventLoopGroup(threads, threadFactory)
        : new NioEventLoopGroup(threads, threadFactory);
  }

  static Class<? extends ServerChannel> serverChannel() {
    return EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  static Class<? extends SocketChannel> clientChannel() {
    return EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /// The address from which to connect to a broker; null for any.
  ///
  /// From one address Linux reaches one port by some 28,000 connections, its ephemeral ports. The
  /// loopback has more addresses, and every client keeps to one of sixteen.
  static @Nullable SocketAddress sourceFor(String clientId, InetSocketAddress broker) {
    byte[] address = broker.isUnresolved() ? NONE : broker.getAddress().getAddress();
    if (!EPOLL || address.length != 4 || address[0] != 127) {
      return null;
    }
    byte last = (byte) (1 + (clientId.hashCode() & 15));
    try {
      return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, last}), 0);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /// Lets the port be chosen when the destination is known, so that it may be used to several.
  static void bindWithoutPort(Bootstrap bootstrap) {
    if (EPOLL) {
      bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    }
  }
}
