package io.mintmark.gate;

import io.mintmark.broker.BrokerLink;
import io.mintmark.broker.BrokerPass;
import io.mintmark.broker.BrokerTls;
import io.mintmark.gate.FrameCutter.Verdict;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A session's own connection to the broker, on the session's event loop. What the broker says goes
/// to the client as it is, except for answers to what the gate itself has asked.
final class Upstream extends ChannelInboundHandlerAdapter implements FrameCutter.Guard {

  private enum Phase {
    CONNECTING,
    /// CONNECT sent, CONNACK awaited.
    GREETING,
    UP,
    /// Nothing more comes from the client; the broker is to read what it has and close.
    FINISHING,
    CLOSED
  }

  /// A SUBACK that must not go through as it is.
  ///
  /// @param refused of the client's filters; empty if the gate subscribed by itself
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record AwaitedSuback(int packetId, boolean[] refused) {}

  /// Packet id of the gate's own SUBSCRIBE and UNSUBSCRIBE packets. The first goes before anything
  /// of the client's; the later ones, for sub-devices, use the id that a client comes to last.
  private static final int OWN_PACKET_ID = 0xFFFF;

  private static final AutomaticSubscriptions NONE = new AutomaticSubscriptions(List.of());

  private static final int FINISHING_SECONDS = 5;

  private final Session session;
  private final FrameCutter cutter = new FrameCutter();
  private final Queue<AwaitedSuback> awaitedSubacks = new ArrayDeque<>(2);

  /// UNSUBACKs of the gate's own that are to come.
  private int awaitedUnsubacks;

  private Phase phase = Phase.CONNECTING;
  private AutomaticSubscriptions automatic = NONE;

  /// Reason code of the broker's own DISCONNECT; negative before.
  private int brokersGoodbye = -1;

  private @Nullable Channel channel;
  private @Nullable ByteBuf pending;

  Upstream(Session session) {
    this.session = session;
  }

  /// Connects, and reports to the session how that went, perhaps before this returns.
  void open() {
    Plane plane = session.connection().plane();
    BrokerLink broker = plane.neighbours().broker();
    var principal = session.principal();
    var pass = broker.newPass(principal.brokerClientId(), principal.kind());
    if (pass.isEmpty()) {
      lose("the broker is not keeping up");
      return;
    }
    InetSocketAddress address;
    try {
      address = broker.address();
    } catch (IllegalStateException e) {
      lose(e.getMessage());
      return;
    }
    var bootstrap =
        new Bootstrap()
            .group(session.connection().channel().eventLoop())
            .channel(plane.upstreamChannel())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) plane.limits().upstream().toMillis())
            .handler(handlersFor(broker.tls()));
    Transports.bindWithoutPort(bootstrap);
    ChannelFuture connecting =
        bootstrap.connect(address, Transports.sourceFor(principal.brokerClientId(), address));
    channel = connecting.channel();
    connecting.addListener(_ -> connected(connecting, pass.get()));
  }

  private ChannelHandler handlersFor(@Nullable BrokerTls tls) {
    if (tls == null) {
      return this;
    }
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel opened) {
        opened.pipeline().addLast(tls.newHandler(opened.alloc()), Upstream.this);
      }
    };
  }

  private void connected(ChannelFuture connecting, BrokerPass pass) {
    if (!connecting.isSuccess()) {
      lose("the broker cannot be reached");
    } else if (phase == Phase.FINISHING) {
      session.turn().over();
      Channels.close(connecting.channel());
    } else {
      phase = Phase.GREETING;
      Channel connected = connecting.channel();
      Channels.send(
          connected,
          Packets.connect(
              connected.alloc(), session.wishes(), session.principal().brokerClientId(), pass));
    }
  }

  void write(ByteBuf run) {
    if (channel == null || phase != Phase.UP) {
      run.release();
    } else {
      Channels.write(channel, run);
    }
  }

  /// Whether a packet has gone to the client in part.
  boolean isInsidePacket() {
    return cutter.isInsidePacket();
  }

  void flush() {
    if (channel != null && phase == Phase.UP) {
      channel.flush();
    }
  }

  boolean isWritable() {
    return channel != null && channel.isWritable();
  }

  void setReading(boolean on) {
    if (channel != null && phase == Phase.UP && channel.config().isAutoRead() != on) {
      channel.config().setAutoRead(on);
    }
  }

  /// Subscribes on the client's behalf; the client hears nothing of it.
  void subscribe(List<String> filters) {
    automatic = automatic.with(filters);
    var wanted = new ArrayList<Subscription.Filter>(filters.size());
    filters.forEach(filter -> wanted.add(new Subscription.Filter(filter, 1)));
    awaitedSubacks.add(new AwaitedSuback(OWN_PACKET_ID, new boolean[0]));
    sendOwn(
        Packets.subscribe(
            session.connection().alloc(), session.level(), OWN_PACKET_ID, new byte[0], wanted));
  }

  /// Unsubscribes on the client's behalf; the client hears nothing of it.
  void unsubscribe(List<String> filters) {
    automatic = automatic.without(filters);
    awaitedUnsubacks++;
    sendOwn(
        Packets.unsubscribe(session.connection().alloc(), session.level(), OWN_PACKET_ID, filters));
  }

  private void sendOwn(ByteBuf packet) {
    session.sayUp(packet);
    flush();
  }

  /// Passes on a client's SUBSCRIBE without its refused filters; the SUBACK will name all.
  void subscribe(Subscription subscription, boolean[] refused) {
    awaitedSubacks.add(new AwaitedSuback(subscription.packetId(), refused));
    send(subscription.packetId(), subscription.properties(), subscription.remaining(refused));
  }

  private void send(int packetId, byte[] properties, List<Subscription.Filter> filters) {
    var alloc = session.connection().alloc();
    write(Packets.subscribe(alloc, session.level(), packetId, properties, filters));
  }

  /// Lets the broker read everything that was sent, and then see the connection end: after a
  /// DISCONNECT quietly, without one with the will.
  void finish() {
    Channel connected = channel;
    boolean open = phase == Phase.UP || phase == Phase.GREETING;
    phase = phase == Phase.CLOSED ? Phase.CLOSED : Phase.FINISHING;
    if (connected == null || !open) {
      return; // closed when the attempt ends
    }
    connected.config().setAutoRead(true);
    var forced =
        connected
            .eventLoop()
            .schedule(() -> Channels.close(connected), FINISHING_SECONDS, TimeUnit.SECONDS);
    connected.closeFuture().addListener(_ -> forced.cancel(false));
    Channels.whenFlushed(connected, () -> shutOutput(connected));
  }

  private static void shutOutput(Channel connected) {
    SslHandler tls = connected.pipeline().get(SslHandler.class);
    if (tls == null) {
      Channels.shutOutput(connected);
    } else {
      tls.closeOutbound().addListener(_ -> Channels.shutOutput(connected));
    }
  }

  private void lose(@Nullable String detail) {
    session.turn().over();
    boolean unexpected = phase != Phase.FINISHING && phase != Phase.CLOSED;
    phase = Phase.CLOSED;
    if (channel != null) {
      Channels.close(channel);
    }
    if (unexpected) {
      session.upstreamLost(detail == null ? "" : detail, brokersGoodbye >= 0);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    var chunk = (ByteBuf) message;
    pending =
        pending == null
            ? chunk
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), pending, chunk);
    if (phase == Phase.GREETING) {
      greet(pending);
    }
    if (phase == Phase.UP && !cutter.cut(pending, this)) {
      lose("the broker spoke no MQTT");
    }
    session.passedDown();
    boolean wanted = phase == Phase.GREETING || phase == Phase.UP;
    if (!wanted || !pending.isReadable()) {
      releasePending();
    }
  }

  private void greet(ByteBuf in) {
    Frame frame = Frame.at(in, in.readerIndex());
    if (frame == null) {
      return;
    }
    if (frame.isMalformed() || frame.type() != Frame.CONNACK || frame.bodyLength() < 2) {
      lose("the broker spoke no MQTT");
    } else if (frame.isWhole()) {
      int code = in.getUnsignedByte(frame.body() + 1);
      if (code != 0) {
        lose("the broker refused with code " + code);
        return;
      }
      ByteBuf connack = connackOf(frame);
      if (connack == null) {
        lose("the broker spoke no MQTT");
        return;
      }
      in.skipBytes(frame.length());
      phase = Phase.UP;
      session.turn().over();
      session.upstreamUp(connack);
    }
  }

  private @Nullable ByteBuf connackOf(Frame frame) {
    if (!session.wishes().isMqtt5()) {
      return frame.in().retainedSlice(frame.start(), frame.length());
    }
    var limits = session.connection().plane().neighbours().broker().limits();
    return BrokerConnack.forClient(frame, limits.maxPacketBytes());
  }

  @Override
  public Verdict judge(Frame frame) {
    if (frame.isMalformed()) {
      return Verdict.STOP;
    }
    return switch (frame.type()) {
      case Frame.SUBACK -> judgeSuback(frame);
      case Frame.DISCONNECT -> judgeDisconnect(frame);
      case Frame.UNSUBACK -> judgeUnsuback(frame);
      case Frame.PUBLISH -> automatic.filters().isEmpty() ? Verdict.PASS : judgeEcho(frame);
      default -> Verdict.PASS;
    };
  }

  /// The broker of MQTT 5 says why it is going to close the connection.
  private Verdict judgeDisconnect(Frame frame) {
    if (!frame.isWhole()) {
      return Verdict.WAIT;
    }
    brokersGoodbye = frame.bodyLength() == 0 ? 0 : frame.in().getUnsignedByte(frame.body());
    return Verdict.PASS;
  }

  /// The wildcards of automatic subscriptions also match some topics that the device itself
  /// publishes to, and MQTT 3 cannot ask for silence on those. A device must not be told its own
  /// words: some SDKs would answer them. QoS 2 does not come by such a subscription.
  private Verdict judgeEcho(Frame frame) {
    return switch (PublishHead.read(frame)) {
      case PublishHead.Reading.TooEarly() -> Verdict.WAIT;
      case PublishHead.Reading.Malformed() -> Verdict.STOP;
      case PublishHead.Reading.Known(var head) -> {
        boolean own = session.mayPublish(head.topic());
        if (!own || head.qos() == 2 || !automatic.match(head.topic())) {
          yield Verdict.PASS;
        }
        if (head.qos() == 1) {
          session.sayUp(Packets.puback(head.packetId()));
        }
        yield Verdict.DROP;
      }
    };
  }

  private Verdict judgeSuback(Frame frame) {
    AwaitedSuback awaited = awaitedSubacks.peek();
    if (awaited == null) {
      return Verdict.PASS;
    }
    if (!frame.hasBody(2)) {
      return Verdict.WAIT;
    }
    if (frame.in().getUnsignedShort(frame.body()) != awaited.packetId()) {
      return Verdict.PASS; // of a SUBSCRIBE that was passed on whole
    }
    return frame.isWhole() ? Verdict.TAKE : Verdict.WAIT;
  }

  private Verdict judgeUnsuback(Frame frame) {
    if (awaitedUnsubacks == 0) {
      return Verdict.PASS;
    }
    if (!frame.hasBody(2)) {
      return Verdict.WAIT;
    }
    if (frame.in().getUnsignedShort(frame.body()) != OWN_PACKET_ID) {
      return Verdict.PASS;
    }
    awaitedUnsubacks--;
    return Verdict.DROP;
  }

  @Override
  public boolean take(Frame frame) {
    AwaitedSuback awaited = awaitedSubacks.remove();
    if (awaited.refused().length == 0) {
      return true;
    }
    boolean five = session.wishes().isMqtt5();
    var in = new WireReader(frame.in(), frame.body() + 2, frame.end());
    byte[] properties = five ? in.bytes(in.variableLength()) : new byte[0];
    ByteBuf granted = Unpooled.wrappedBuffer(in.bytes(in.remaining()));
    int refusal = five ? ReasonCodes.NOT_AUTHORIZED : ReasonCodes.FILTER_REFUSED;
    byte[] codes = Subscription.codes(awaited.refused(), granted, refusal);
    session.down(
        Packets.suback(
            session.connection().alloc(), session.level(), awaited.packetId(), properties, codes));
    return true;
  }

  @Override
  public void pass(ByteBuf run) {
    session.down(run);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    flush();
    session.connection().flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (phase == Phase.UP) {
      session.regulate();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    releasePending();
    lose(
        brokersGoodbye < 0
            ? "the broker closed the connection"
            : "the broker closed the connection with code 0x%02X".formatted(brokersGoodbye));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
      lose("TLS with the broker failed: " + handshake.cause().getMessage());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    lose("the connection to the broker broke");
  }

  private void releasePending() {
    if (pending != null) {
      pending.release();
      pending = null;
    }
  }
}
