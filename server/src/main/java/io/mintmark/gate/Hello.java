package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import java.util.List;

/// Waits for the whole ClientHello, however it was cut into records, and puts the TLS engine that
/// fits it in its own place. It consumes nothing: on removal the hello goes on to the engine.
final class Hello extends ByteToMessageDecoder {

  /// What the TLS handler is called in a pipeline.
  static final String TLS = "tls";

  private final Visit visit;
  private boolean refused;

  Hello(Visit visit) {
    this.visit = visit;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    HelloRoute route = HelloReader.read(in);
    switch (route) {
      case null -> {}
      case ECDSA, RSA, EITHER -> proceedUnderCertificate(ctx, route);
      case PSK -> proceed(ctx, visit.plane.psk().newHandler(new PskReception(visit)));
      case UNREADABLE -> {
        in.skipBytes(in.readableBytes());
        refuse(ctx);
      }
    }
  }

  /// More may arrive while the connection goes down; once is enough.
  private void refuse(ChannelHandlerContext ctx) {
    if (!refused) {
      refused = true;
      visit.handshakeFailed();
      Channels.close(ctx.channel());
    }
  }

  private void proceedUnderCertificate(ChannelHandlerContext ctx, HelloRoute route) {
    SslHandler tls = visit.plane.tls().newHandler(route, ctx.alloc());
    tls.setHandshakeTimeoutMillis(0); // the visit has a deadline of its own
    tls.setCloseNotifyFlushTimeoutMillis(1_000);
    proceed(ctx, tls);
  }

  /// What comes behind is added first: removal hands the buffered hello on at once.
  private void proceed(ChannelHandlerContext ctx, ChannelHandler tls) {
    visit.encrypted();
    ctx.pipeline().addAfter(ctx.name(), "sniff in tls", new Sniff(visit));
    ctx.pipeline().replace(this, TLS, tls);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      Channels.close(ctx.channel()); // half a hello
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    refuse(ctx);
  }
}
