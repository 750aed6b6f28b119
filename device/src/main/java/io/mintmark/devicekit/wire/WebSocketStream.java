package io.mintmark.devicekit.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.MessageToMessageCodec;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.EOFException;
import java.net.ProtocolException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Between a WebSocket and a stream of MQTT: each outgoing packet is one message, and of what
/// arrives only the bytes count. Confined to its event loop.
final class WebSocketStream extends MessageToMessageCodec<WebSocketFrame, ByteBuf> {

  private static final int LARGEST_ANSWER = 8 * 1024;

  private final CompletableFuture<Void> standing;

  private WebSocketStream(CompletableFuture<Void> standing) {
    this.standing = standing;
  }

  /// Adds all that a WebSocket needs; `standing` completes when the server has agreed.
  static void add(
      ChannelPipeline stages,
      Endpoint endpoint,
      String path,
      int largestMessage,
      CompletableFuture<Void> standing) {
    var scheme = endpoint.isTls() ? "wss" : "ws";
    var uri = "%s://%s:%d%s".formatted(scheme, endpoint.host(), endpoint.port(), path);
    stages.addLast(
        new HttpClientCodec(),
        new HttpObjectAggregator(LARGEST_ANSWER),
        new WebSocketClientProtocolHandler(
            WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(uri)
                .subprotocol("mqtt")
                .maxFramePayloadLength(largestMessage)
                .build()),
        new WebSocketStream(standing));
  }

  @Override
  protected void encode(ChannelHandlerContext ctx, ByteBuf packet, List<Object> out) {
    out.add(new BinaryWebSocketFrame(packet.retain()));
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, WebSocketFrame frame, List<Object> out)
      throws ProtocolException {
    if (!(frame instanceof BinaryWebSocketFrame || frame instanceof ContinuationWebSocketFrame)) {
      throw new ProtocolException("MQTT in a " + frame.getClass().getSimpleName());
    }
    out.add(frame.content().retain());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      standing.complete(null);
    }
    super.userEventTriggered(ctx, event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    standing.completeExceptionally(new EOFException("closed before the WebSocket stood"));
    super.channelInactive(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
    if (standing.completeExceptionally(Network.asIo(cause))) {
      var _ = ctx.close();
    } else {
      super.exceptionCaught(ctx, cause);
    }
  }
}
