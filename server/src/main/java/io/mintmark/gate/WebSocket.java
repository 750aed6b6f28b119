package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// MQTT in the frames of a WebSocket (RFC 6455; MQTT 5, 6), on one side of it, and a plain stream
/// of MQTT on the other. Where frames begin and end means nothing to MQTT.
///
/// What arrives of a frame is unmasked where it lies and passed on at once, so that a frame of any
/// length takes no memory here, and MQTT's own limits hold for its contents. (Netty's decoder
/// gathers frames and copies them.) Belongs to its event loop.
final class WebSocket extends ChannelDuplexHandler {

  private static final byte[] NOTHING = {};

  private final Runnable malformed;
  private final WebSocketHead head = new WebSocketHead();
  private @Nullable ChannelHandlerContext context;

  /// Bytes of the frame that have yet to come; none while its head is being read.
  private long rest;

  /// The next four bytes are masked with these.
  private int mask;

  private boolean inFrame;
  private boolean inMessage;
  private byte[] control = NOTHING;
  private boolean deaf;
  private boolean saidGoodbye;

  /// @param malformed told of a peer that speaks it wrongly
  WebSocket(Runnable malformed) {
    this.malformed = malformed;
  }

  /// Takes the place of HTTP on a connection whose upgrade has been answered.
  static void begin(Visit visit) {
    visit.framed();
    var pipeline = visit.channel.pipeline();
    pipeline.addAfter(HttpConnection.NAME, "mqtt", new MqttConnection(visit));
    pipeline.replace(HttpConnection.NAME, "websocket", new WebSocket(visit::malformed));
    pipeline.remove(HttpConnection.DECODER); // what it has not read comes here
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    var in = (ByteBuf) message;
    try {
      while (in.isReadable() && !deaf) {
        if (inFrame) {
          readBody(ctx, in);
        } else if (head.take(in)) {
          begin(ctx);
        }
      }
    } finally {
      in.release();
    }
  }

  private void begin(ChannelHandlerContext ctx) {
    int fault = head.fault(inMessage);
    if (fault != WebSocketHead.NO_FAULT) {
      malformed.run();
      end(ctx, fault);
      return;
    }
    rest = head.length();
    mask = head.mask();
    inFrame = true;
    if (head.isControl()) {
      control = new byte[(int) rest];
    } else {
      inMessage = !head.isFinal();
    }
    if (rest == 0) {
      finish(ctx);
    }
  }

  private void readBody(ChannelHandlerContext ctx, ByteBuf in) {
    int length = (int) Math.min(rest, in.readableBytes());
    unmask(in, in.readerIndex(), length);
    if (head.isControl()) {
      in.readBytes(control, control.length - (int) rest, length);
    } else {
      ctx.fireChannelRead(in.readRetainedSlice(length));
    }
    rest -= length;
    if (rest == 0) {
      finish(ctx);
    }
  }

  private void unmask(ByteBuf in, int from, int length) {
    long eight = (long) mask << 32 | (mask & 0xFFFF_FFFFL);
    int at = from;
    for (; at <= from + length - 8; at += 8) {
      in.setLong(at, in.getLong(at) ^ eight);
    }
    for (; at < from + length; at++) {
      in.setByte(at, in.getByte(at) ^ (mask >>> 24));
      mask = Integer.rotateLeft(mask, 8);
    }
  }

  private void finish(ChannelHandlerContext ctx) {
    inFrame = false;
    if (head.isControl()) {
      obey(ctx, head.opcode());
    }
    head.clear();
  }

  private void obey(ChannelHandlerContext ctx, int opcode) {
    if (opcode == WebSocketHead.CLOSE) {
      end(ctx, codeToEcho());
    } else if (opcode == WebSocketHead.PING && ctx.channel().isWritable()) {
      // Who does not read our pongs gets no more of them; RFC 6455, 5.5.3 allows that.
      say(ctx, WebSocketHead.PONG, control);
    }
    control = NOTHING;
  }

  private int codeToEcho() {
    if (control.length == 0) {
      return WebSocketHead.NORMAL;
    }
    int code = control.length == 1 ? 0 : (control[0] & 0xFF) << 8 | (control[1] & 0xFF);
    boolean sayable = code >= 1000 && code < 5000 && code != 1005 && code != 1006 && code != 1015;
    return sayable ? code : WebSocketHead.PROTOCOL_ERROR;
  }

  /// Nothing more is taken from the peer, whom MQTT sees shut its side.
  private void end(ChannelHandlerContext ctx, int code) {
    deaf = true;
    sayGoodbye(ctx, code);
    ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
  }

  /// Ends the stream towards the peer, after everything that was written before.
  ///
  /// @return done when it has been handed to the operating system, or cannot be
  ChannelFuture sayGoodbye() {
    return sayGoodbye(Objects.requireNonNull(context, "context"), WebSocketHead.NORMAL);
  }

  private ChannelFuture sayGoodbye(ChannelHandlerContext ctx, int code) {
    if (!saidGoodbye) {
      saidGoodbye = true;
      say(ctx, WebSocketHead.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }
    return ctx.writeAndFlush(Unpooled.EMPTY_BUFFER);
  }

  private static void say(ChannelHandlerContext ctx, int opcode, byte[] body) {
    ByteBuf frame = WebSocketHead.of(opcode, body.length, ctx.alloc()).writeBytes(body);
    ctx.write(frame, ctx.voidPromise());
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    var bytes = (ByteBuf) message;
    if (!bytes.isReadable()) {
      ctx.write(bytes, promise); // somebody waits for what came before
    } else if (saidGoodbye) {
      bytes.release();
      promise.trySuccess();
    } else {
      ByteBuf ourHead = WebSocketHead.of(WebSocketHead.BINARY, bytes.readableBytes(), ctx.alloc());
      ctx.write(ourHead, ctx.voidPromise());
      ctx.write(bytes, promise);
    }
  }
}
