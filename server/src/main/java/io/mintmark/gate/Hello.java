package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Waits for the whole ClientHello, however it was cut into records, and puts the TLS engine that
/// fits it in its own place.
final class Hello extends SslClientHelloHandler<HelloRoute> {

  /// Hellos with post-quantum key shares have about 2 KB.
  private static final int MAX_HELLO_BYTES = 16 * 1024;

  /// What the TLS handler is called in a pipeline.
  static final String TLS = "tls";

  private final Visit visit;
  private boolean refused;

  Hello(Visit visit) {
    super(MAX_HELLO_BYTES);
    this.visit = visit;
  }

  @Override
  protected Future<HelloRoute> lookup(ChannelHandlerContext ctx, @Nullable ByteBuf clientHello) {
    var route = clientHello == null ? HelloRoute.UNREADABLE : HelloRoute.of(clientHello);
    return ctx.executor().newSucceededFuture(route);
  }

  @Override
  protected void onLookupComplete(ChannelHandlerContext ctx, Future<HelloRoute> route) {
    switch (route.getNow()) {
      case ECDSA -> proceed(ctx, visit.plane.tls().ecdsa());
      case RSA -> proceed(ctx, visit.plane.tls().rsa());
      case PSK -> proceed(ctx, visit.plane.psk().newHandler(new PskReception(visit)));
      case UNREADABLE -> refuse(ctx);
    }
  }

  /// The hello stays buffered and is read again while the connection goes down; once is enough.
  private void refuse(ChannelHandlerContext ctx) {
    if (!refused) {
      refused = true;
      visit.plane.counters().handshakeFailures.increment();
      Channels.close(ctx.channel());
    }
  }

  private void proceed(ChannelHandlerContext ctx, SslContext context) {
    SslHandler tls = context.newHandler(ctx.alloc());
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
