package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One MQTT connection, from the first byte of its CONNECT on. It gathers bytes and hands them to
/// the stage that it is in. Belongs to its event loop.
final class MqttConnection extends ChannelInboundHandlerAdapter implements Visit.Host {

  private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);

  private final Visit visit;
  private final Channel channel;
  private Stage stage;
  private @Nullable ByteBuf pending;
  private boolean processing;
  private boolean inputEnded;
  private boolean dismissed;

  MqttConnection(Visit visit) {
    this.visit = visit;
    this.channel = visit.channel;
    this.stage = new AwaitingConnect(this);
    visit.hostedBy(this);
  }

  Visit visit() {
    return visit;
  }

  Plane plane() {
    return visit.plane;
  }

  Channel channel() {
    return channel;
  }

  ByteBufAllocator alloc() {
    return channel.alloc();
  }

  /// Begins another stage; it is given what has arrived already.
  void become(Stage next) {
    stage = next;
  }

  /// Queues bytes for the peer.
  void write(ByteBuf bytes) {
    Channels.write(channel, bytes);
  }

  void flush() {
    channel.flush();
  }

  /// Whether to take more from the peer; what it sends meanwhile waits in its own socket.
  void setReading(boolean on) {
    if (channel.config().isAutoRead() != on) {
      channel.config().setAutoRead(on);
    }
  }

  /// Goes on after something that the stage waited for. Harmless at any time.
  void resume() {
    process();
    stage.readComplete();
    channel.flush();
  }

  /// Says a last word, if any, and closes in a way that lets it arrive.
  void leave(ByteBuf lastWord) {
    become(Stage.GONE);
    Goodbye.say(visit, lastWord, inputEnded);
  }

  void leave() {
    leave(Unpooled.EMPTY_BUFFER);
  }

  /// Closes at once, whatever is still under way.
  void close() {
    become(Stage.GONE);
    Channels.close(channel);
  }

  /// Waits for a use case to answer, reading nothing meanwhile.
  ///
  /// @param answered must begin another stage
  /// @param failed the use case broke its promise never to fail
  /// @param closed the peer left first, and nobody waits any more
  @SuppressWarnings("ReferenceEquality") // whether it is still this wait, not one like it
  <T> void await(
      Supplier<CompletionStage<T>> question,
      Consumer<T> answered,
      Runnable failed,
      Runnable closed) {
    var waiting = new Waiting(this, closed);
    become(waiting);
    plane().counters().waiting.incrementAndGet();
    Loops.whenDone(
        channel.eventLoop(),
        Loops.ask(question),
        (value, failure) -> {
          plane().counters().waiting.decrementAndGet();
          if (stage != waiting) {
            return;
          }
          setReading(true);
          if (value != null) {
            answered.accept(value);
          } else {
            LOG.error("a use case failed", failure);
            failed.run();
          }
          if (dismissed) {
            stage.dismissed();
          }
          resume();
        });
    if (stage == waiting) {
      setReading(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    var chunk = (ByteBuf) message;
    pending =
        pending == null
            ? chunk
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), pending, chunk);
    process();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    stage.readComplete();
    channel.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    stage.writabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
      inputEnded = true;
      process();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    Stage last = stage;
    become(Stage.GONE);
    last.closed();
    releasePending();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    releasePending();
  }

  /// Connections break all the time; anything else is a fault of ours.
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException || cause instanceof DecoderException)) {
      LOG.error("an MQTT connection failed in {}", stage.getClass().getSimpleName(), cause);
    }
    Channels.close(channel);
  }

  @Override
  public void expired() {
    stage.expired();
    channel.flush();
  }

  @Override
  public void dismissed() {
    dismissed = true;
    stage.dismissed();
    channel.flush();
  }

  /// Lets stages read until none makes headway. A stage that calls back in the middle is already
  /// being served.
  @SuppressWarnings("ReferenceEquality") // whether it is still the same stage, not one like it
  private void process() {
    if (processing) {
      return;
    }
    processing = true;
    try {
      boolean headway = true;
      while (headway && pending != null && pending.isReadable()) {
        Stage asked = stage;
        int before = pending.readableBytes();
        asked.read(pending);
        headway = stage != asked || pending.readableBytes() < before;
      }
    } finally {
      processing = false;
    }
    if (pending != null && !pending.isReadable()) {
      releasePending();
    }
    if (inputEnded) {
      stage.inputEnded();
    }
  }

  private void releasePending() {
    if (pending != null) {
      pending.release();
      pending = null;
    }
  }

  /// Closes once everything written has been handed to the operating system.
  void closeWhenFlushed() {
    become(Stage.GONE);
    Channels.whenFlushed(channel, () -> Channels.close(channel));
  }
}
