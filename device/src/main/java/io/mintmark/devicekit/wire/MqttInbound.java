package io.mintmark.devicekit.wire;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What arrives on one MQTT connection: CONNACK settles the login, all else goes to the session.
/// Confined to its event loop.
final class MqttInbound extends SimpleChannelInboundHandler<MqttMessage> {

  private final ConnectFields fields;
  private final Duration connackLimit;
  private final MessageListener listener;
  private final CompletableFuture<LoginOutcome> login = new CompletableFuture<>();
  private @Nullable ChannelHandlerContext context;
  private @Nullable Session session;

  MqttInbound(ConnectFields fields, Duration connackLimit, MessageListener listener) {
    this.fields = fields;
    this.connackLimit = connackLimit;
    this.listener = listener;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  /// Sends CONNECT. Called on the event loop once the connection stands.
  CompletableFuture<LoginOutcome> logIn() {
    var ctx = Objects.requireNonNull(context, "not in a pipeline yet");
    var timer =
        ctx.executor()
            .schedule(
                () -> fail(ctx, new SocketTimeoutException("no CONNACK in " + connackLimit)),
                connackLimit.toMillis(),
                TimeUnit.MILLISECONDS);
    var _ = login.whenComplete((_, _) -> timer.cancel(false));
    try {
      var _ = ctx.writeAndFlush(ConnectPacket.of(fields, ctx.alloc()));
    } catch (IllegalArgumentException e) {
      login.completeExceptionally(e);
      var _ = ctx.close();
    }
    return login;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, MqttMessage message) throws IOException {
    if (message.decoderResult().isFailure()) {
      throw new ProtocolException("not MQTT: " + message.decoderResult().cause());
    }
    if (session == null) {
      settleLogin(ctx, message);
    } else {
      hand(session, message);
    }
  }

  private void settleLogin(ChannelHandlerContext ctx, MqttMessage message) throws IOException {
    if (!(message instanceof MqttConnAckMessage connack)) {
      throw new ProtocolException(message.fixedHeader().messageType() + " before CONNACK");
    }
    int code = Byte.toUnsignedInt(connack.variableHeader().connectReturnCode().byteValue());
    if (code != 0) {
      var _ = ctx.close();
      login.complete(new LoginOutcome.Refused(code));
      return;
    }
    var opened = new Session(ctx.channel(), listener);
    session = opened;
    keepAlive(ctx);
    login.complete(new LoginOutcome.Connected(opened, connack.variableHeader().isSessionPresent()));
  }

  /// Pings after three quarters of the keep-alive time without a packet sent, so that a late timer
  /// is not a missed deadline.
  private void keepAlive(ChannelHandlerContext ctx) {
    long quiet = fields.keepAliveSeconds() * 750L;
    if (quiet > 0) {
      ctx.pipeline()
          .addBefore(
              ctx.name(),
              Session.KEEP_ALIVE,
              new IdleStateHandler(0, quiet, 0, TimeUnit.MILLISECONDS));
    }
  }

  private static void hand(Session session, MqttMessage message) throws IOException {
    switch (message.fixedHeader().messageType()) {
      case PUBLISH -> session.receive(read((MqttPublishMessage) message), packetId(message));
      case PUBACK, UNSUBACK -> session.answered(packetId(message), 0);
      case SUBACK ->
          session.answered(
              packetId(message), ((MqttSubAckMessage) message).payload().reasonCodes().getFirst());
      case PINGRESP -> session.ponged();
      default -> throw new ProtocolException("unexpected " + message.fixedHeader().messageType());
    }
  }

  private static Message read(MqttPublishMessage publish) {
    return new Message(
        publish.variableHeader().topicName(),
        ByteBufUtil.getBytes(publish.payload()),
        publish.fixedHeader().qosLevel().value(),
        publish.fixedHeader().isRetain());
  }

  private static int packetId(MqttMessage message) {
    return message instanceof MqttPublishMessage publish
        ? publish.variableHeader().packetId()
        : ((MqttMessageIdVariableHeader) message.variableHeader()).messageId();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent && session != null) {
      session.pingOrGiveUp();
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    login.completeExceptionally(new EOFException("closed before CONNACK"));
    if (session != null) {
      session.gone();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (session == null) {
      fail(ctx, Network.asIo(cause));
    } else {
      boolean reset = cause instanceof IOException && !(cause instanceof ProtocolException);
      session.close(reset ? SessionEnd.SERVER : SessionEnd.FAULT);
    }
  }

  private void fail(ChannelHandlerContext ctx, IOException failure) {
    login.completeExceptionally(failure);
    var _ = ctx.close();
  }
}
