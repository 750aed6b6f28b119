package io.mintmark.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Publishers that keep a window of unacknowledged messages full, and a subscriber to all of them
/// that acknowledges at once; on one event loop.
final class Exchange implements AutoCloseable {

  private static final int PAYLOAD = 200;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final EventLoopGroup loop = new EpollEventLoopGroup(1);
  private final CountDownLatch subscribed = new CountDownLatch(1);
  private final Target target;

  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private volatile boolean stopping;

  /// Connects the subscriber.
  Exchange(Target target, byte[] connect, String filter) throws InterruptedException {
    this.target = target;
    open(new Subscriber(connect, filter));
    if (!subscribed.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the subscriber was refused");
    }
  }

  /// @param acknowledged messages a second, to their publishers
  /// @param delivered messages a second, to the subscriber
  /// @param behind acknowledged and not yet delivered when publishing stopped
  /// @param lost never delivered
  record Flow(double acknowledged, double delivered, long behind, long lost, double cpuMicros) {}

  /// @param senders for each publisher's topic the CONNECT that logs it in
  Flow run(Map<String, byte[]> senders, int window, Duration warmUp, Duration measured)
      throws InterruptedException {
    senders.forEach((topic, connect) -> open(new Publisher(topic, connect, window)));
    sleep(warmUp);
    long acknowledgedBefore = acknowledged.sum();
    long deliveredBefore = delivered.sum();
    Duration cpuBefore = target.cpu().used();
    long start = System.nanoTime();
    sleep(measured);
    double seconds = (System.nanoTime() - start) / 1e9;
    Duration cpu = target.cpu().used().minus(cpuBefore);
    long acks = acknowledged.sum() - acknowledgedBefore;
    long deliveries = delivered.sum() - deliveredBefore;
    stopping = true;
    long behind = behind();
    awaitDelivery();
    return new Flow(
        acks / seconds,
        deliveries / seconds,
        behind,
        behind(),
        cpu.toNanos() / 1e3 / Math.max(1, deliveries));
  }

  private long behind() {
    return Math.max(0, acknowledged.sum() - delivered.sum());
  }

  /// Until nothing more has come for two seconds.
  private void awaitDelivery() throws InterruptedException {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    long last = -1;
    while (last != delivered.sum() && System.nanoTime() < end) {
      last = delivered.sum();
      TimeUnit.SECONDS.sleep(2);
    }
  }

  private void open(Peer peer) {
    new Bootstrap()
        .group(loop)
        .channel(EpollSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(peer);
              }
            })
        .connect(target.address());
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /// Cuts packets from what arrives and gathers its answers into one write per read.
  private abstract static class Peer extends ByteToMessageDecoder {

    private static final int CONNACK = 2;

    private final byte[] connect;

    Peer(byte[] connect) {
      this.connect = connect;
    }

    /// @param body without its fixed header
    abstract void packet(int type, ByteBuf body, ByteBuf answer);

    /// What to send once the server has let this peer in.
    abstract void welcome(ByteBuf answer);

    @Override
    public void channelActive(ChannelHandlerContext context) {
      context.writeAndFlush(Unpooled.wrappedBuffer(connect), context.voidPromise());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      ByteBuf answer = context.alloc().buffer();
      for (int length = wholePacket(in); length > 0; length = wholePacket(in)) {
        int type = in.getUnsignedByte(in.readerIndex()) >> 4;
        ByteBuf packet = in.readSlice(length);
        packet.skipBytes(1);
        while (packet.readByte() < 0) {
          // one more byte of the length follows
        }
        if (type == CONNACK) {
          welcome(answer);
        } else {
          packet(type, packet, answer);
        }
      }
      if (answer.isReadable()) {
        context.writeAndFlush(answer, context.voidPromise());
      } else {
        answer.release();
      }
    }

    /// The length of the next packet, or 0 if not all of it is there.
    private static int wholePacket(ByteBuf in) {
      int body = 0;
      for (int at = 1; at < in.readableBytes(); at++) {
        int octet = in.getByte(in.readerIndex() + at);
        body |= (octet & 0x7F) << (7 * (at - 1));
        if (octet >= 0) {
          int length = at + 1 + body;
          return length <= in.readableBytes() ? length : 0;
        }
      }
      return 0;
    }
  }

  private final class Publisher extends Peer {

    private static final int PUBACK = 4;

    private final int window;
    private final byte[] publish;
    private final int idAt;
    private int lastId;

    Publisher(String topic, byte[] connect, int window) {
      super(connect);
      this.window = window;
      this.publish = MqttBytes.publish(topic, PAYLOAD);
      this.idAt = publish.length - PAYLOAD - 2;
    }

    @Override
    void welcome(ByteBuf answer) {
      for (int i = 0; i < window; i++) {
        publish(answer);
      }
    }

    @Override
    void packet(int type, ByteBuf body, ByteBuf answer) {
      if (type == PUBACK) {
        acknowledged.increment();
        if (!stopping) {
          publish(answer);
        }
      }
    }

    private void publish(ByteBuf answer) {
      lastId = lastId % 0xFFFF + 1;
      int at = answer.writerIndex() + idAt;
      answer.writeBytes(publish).setShort(at, lastId);
    }
  }

  private final class Subscriber extends Peer {

    private static final int PUBLISH = 3;
    private static final int SUBACK = 9;
    private static final int PUBACK = 0x40;

    private final String filter;

    Subscriber(byte[] connect, String filter) {
      super(connect);
      this.filter = filter;
    }

    @Override
    void welcome(ByteBuf answer) {
      answer.writeBytes(MqttBytes.subscribe(filter));
    }

    @Override
    void packet(int type, ByteBuf body, ByteBuf answer) {
      if (type == SUBACK) {
        subscribed.countDown();
      } else if (type == PUBLISH) {
        delivered.increment();
        body.skipBytes(body.readUnsignedShort());
        answer.writeByte(PUBACK).writeByte(2).writeShort(body.readUnsignedShort());
      }
    }
  }
}
