package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;

/// What is done to a channel without waiting to hear how it went: a write or close that fails means
/// that the connection is gone, and its handlers learn that from the channel itself.
final class Channels {

  private Channels() {}

  static void close(Channel channel) {
    channel.close();
  }

  /// Ends a connection that no event loop serves yet, with RST, which leaves nothing behind in the
  /// operating system.
  static void reset(Channel unregistered) {
    try {
      unregistered.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException e) {
      // some systems say so when the peer has reset it already
    } finally {
      unregistered.unsafe().closeForcibly();
    }
  }

  static void shutOutput(Channel channel) {
    ((DuplexChannel) channel).shutdownOutput();
  }

  /// Queues bytes, which are sent with the next flush.
  static void write(Channel channel, ByteBuf bytes) {
    channel.write(bytes, channel.voidPromise());
  }

  static void send(Channel channel, ByteBuf bytes) {
    channel.writeAndFlush(bytes, channel.voidPromise());
  }

  /// Does something once everything queued has been handed to the operating system, or cannot be.
  static void whenFlushed(Channel channel, Runnable then) {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> then.run());
  }
}
