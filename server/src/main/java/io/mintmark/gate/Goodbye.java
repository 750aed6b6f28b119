package io.mintmark.gate;

import io.mintmark.gate.psk.PskHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/// Closes a connection so that its last answer arrives. Closing with unread bytes makes the
/// operating system send RST, which may destroy the answer on its way; so our side is shut first,
/// and what the peer still sends is thrown away until it closes too, within bounds.
final class Goodbye extends ChannelInboundHandlerAdapter implements Visit.Host {

  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final int MOST_BYTES = 2 << 20;

  private final Channel channel;
  private int discarded;

  private Goodbye(Channel channel) {
    this.channel = channel;
  }

  /// @param lastWord written before the end; may be empty
  /// @param inputEnded whether the peer has shut its side already
  static void say(Visit visit, ByteBuf lastWord, boolean inputEnded) {
    Channel channel = visit.channel;
    ChannelFuture written = channel.writeAndFlush(lastWord);
    var webSocket = channel.pipeline().get(WebSocket.class);
    if (webSocket != null) {
      written = webSocket.sayGoodbye();
    }
    close(visit, written, inputEnded);
  }

  private static void close(Visit visit, ChannelFuture written, boolean inputEnded) {
    Channel channel = visit.channel;
    if (inputEnded || !channel.isActive()) {
      written.addListener(_ -> Channels.close(channel));
      return;
    }
    var goodbye = new Goodbye(channel);
    visit.hostedBy(goodbye);
    visit.expireIn(LONGEST);
    ChannelHandlerContext tls = channel.pipeline().context(Hello.TLS);
    if (tls == null) {
      channel.pipeline().addFirst("goodbye", goodbye);
      written.addListener(_ -> goodbye.shutOutput(written));
    } else {
      channel.pipeline().addAfter(Hello.TLS, "goodbye", goodbye);
      written.addListener(_ -> closeNotify(tls).addListener(_ -> goodbye.shutOutput(written)));
    }
    channel.config().setAutoRead(true);
  }

  private static ChannelFuture closeNotify(ChannelHandlerContext tls) {
    return tls.handler() instanceof PskHandler psk
        ? psk.closeOutbound(tls)
        : ((SslHandler) tls.handler()).closeOutbound();
  }

  private void shutOutput(ChannelFuture written) {
    if (written.isSuccess() && channel.isActive()) {
      Channels.shutOutput(channel);
    } else {
      Channels.close(channel);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    discarded += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    ReferenceCountUtil.release(message);
    if (discarded > MOST_BYTES) {
      Channels.close(channel);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
      Channels.close(channel);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    Channels.close(channel);
  }

  @Override
  public void expired() {
    Channels.close(channel);
  }
}
