package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One HTTP connection: gathers whole requests, has them answered one after the other, and closes
/// after each answer unless the request asked in words to keep the connection; vendors' C clients
/// otherwise wait for more until they give up. Belongs to its event loop.
final class HttpConnection extends ChannelInboundHandlerAdapter implements Visit.Host {

  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  /// Names in the pipeline.
  static final String DECODER = "http decoder";

  static final String NAME = "http";

  private static final int MAX_LINE_BYTES = 2 * 1024;
  private static final int MAX_HEADER_BYTES = 8 * 1024;

  private final Visit visit;
  private final Channel channel;
  private final HttpDesk desk;
  private final Queue<HttpGathering> whole = new ArrayDeque<>(1);
  private @Nullable HttpGathering gathering;
  private boolean answering;
  private boolean inputEnded;
  private boolean leaving;

  HttpConnection(Visit visit) {
    this.visit = visit;
    this.channel = visit.channel;
    this.desk = new HttpDesk(visit, this);
    visit.hostedBy(this);
  }

  /// What stands before this handler in the pipeline, as [#DECODER].
  static ChannelHandler newDecoder() {
    return new HttpRequestDecoder(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (!leaving) {
        gather(message);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
    answerNext();
  }

  private void gather(Object message) {
    if (message instanceof HttpRequest head) {
      gathering = HttpGathering.begin(head, visit.plane.limits().maxHttpBodyBytes());
      if (gathering.wantsContinue()) {
        Channels.send(channel, HttpHeads.goOn());
      }
    }
    HttpGathering current = gathering;
    if (current == null) {
      return; // the tail of a request that was refused
    }
    if (message instanceof HttpContent content) {
      current.add(content);
    }
    if (message instanceof LastHttpContent || current.refusal().isPresent()) {
      whole.add(current);
      gathering = null;
    }
  }

  private void answerNext() {
    while (!answering && !leaving && channel.isWritable()) {
      HttpGathering request = whole.poll();
      if (request == null) {
        if (inputEnded) {
          leave(Unpooled.EMPTY_BUFFER);
        }
        return;
      }
      answering = true;
      visit.greeted();
      visit.expireIn(visit.plane.limits().greeting());
      if (request.refusal().isPresent()) {
        desk.refuse(request.refusal().get());
      } else {
        serve(request);
      }
    }
    if (answering) {
      channel.config().setAutoRead(false);
    }
  }

  private void serve(HttpGathering request) {
    switch (request.webSocket()) {
      case WebSocketHandshake.NotAsked() ->
          desk.receive(request.question(visit.httpOrigin()), request.wantsKeeping());
      case WebSocketHandshake.Refused refused -> refuse(refused);
      case WebSocketHandshake.Accepted accepted -> upgrade(accepted);
    }
  }

  private void refuse(WebSocketHandshake.Refused refused) {
    visit.malformed();
    answer(HttpHeads.refusal(refused), false);
  }

  /// Gives way to a WebSocket, unless the peer has sent more than it may before the answer.
  private void upgrade(WebSocketHandshake.Accepted accepted) {
    if (!whole.isEmpty() || gathering != null || inputEnded) {
      refuse(WebSocketHandshake.IMPATIENT);
      return;
    }
    answering = false;
    leaving = true; // nothing here is HTTP any more
    Channels.send(channel, HttpHeads.switching(accepted));
    channel.config().setAutoRead(true);
    WebSocket.begin(visit);
  }

  /// Says the answer to the request that is being served.
  void answer(ByteBuf bytes, boolean keep) {
    if (!channel.isActive()) {
      bytes.release();
      return;
    }
    answering = false;
    if (!keep || leaving) {
      leave(bytes);
      return;
    }
    visit.expireIn(visit.plane.limits().httpIdle());
    Channels.send(channel, bytes);
    channel.config().setAutoRead(channel.isWritable());
  }

  /// Goes on with the next request after an answer that came late.
  void resume() {
    answerNext();
  }

  /// Who does not read its answers may not ask for more, and is closed in the end as silent.
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (!answering && !leaving) {
      channel.config().setAutoRead(channel.isWritable());
      answerNext();
    }
  }

  private void leave(ByteBuf lastWord) {
    leaving = true;
    whole.clear();
    gathering = null;
    Goodbye.say(visit, lastWord, inputEnded);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
      inputEnded = true;
      answerNext();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException) && !(cause instanceof DecoderException)) {
      LOG.error("an HTTP connection failed", cause);
    }
    Channels.close(channel);
  }

  @Override
  public void expired() {
    Channels.close(channel);
  }

  /// A request that is being answered is answered first.
  @Override
  public void dismissed() {
    inputEnded = true;
    answerNext();
  }
}
