package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.util.List;

/// Looks at the first byte and gives way to who can read it. Stands once on the bare connection and
/// once inside TLS. It consumes nothing: on removal the untouched bytes go on to its successor.
final class Sniff extends ByteToMessageDecoder {

  private static final int TLS_HANDSHAKE = 0x16;
  private static final int MQTT_CONNECT = 0x10;

  private final Visit visit;

  Sniff(Visit visit) {
    this.visit = visit;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    int first = in.getUnsignedByte(in.readerIndex());
    if (first == TLS_HANDSHAKE && !visit.isEncrypted()) {
      giveWay(ctx, "hello", new Hello(visit));
    } else if (first == MQTT_CONNECT) {
      giveWay(ctx, "mqtt", new MqttConnection(visit));
    } else if (isLetter(first)) {
      ctx.pipeline().addAfter(ctx.name(), HttpConnection.NAME, new HttpConnection(visit));
      giveWay(ctx, HttpConnection.DECODER, HttpConnection.newDecoder());
    } else {
      visit.malformed();
      in.skipBytes(in.readableBytes());
      Channels.close(ctx.channel());
    }
  }

  private void giveWay(ChannelHandlerContext ctx, String name, ChannelHandler successor) {
    ctx.pipeline().replace(this, name, successor);
  }

  private static boolean isLetter(int octet) {
    return (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z');
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
      Channels.close(ctx.channel()); // not a byte of ours will follow
    }
  }

  /// A failed handshake arrives here, behind the TLS handler; so do broken connections. Neither is
  /// worth a line in the log.
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof DecoderException && visit.isEncrypted()) {
      visit.handshakeFailed();
    }
    Channels.close(ctx.channel());
  }
}
