package io.mintmark.devicekit.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// An open MQTT connection of a device. It pings by itself as its keep-alive time demands.
///
/// Callable from any thread, never blocking; futures complete on a network thread and fail with an
/// [IOException] if the session ends first.
public final class Session {

  static final String KEEP_ALIVE = "keep-alive";

  private final Channel channel;
  private final MessageListener listener;
  private final CompletableFuture<SessionEnd> closed = new CompletableFuture<>();

  // Below: event loop only.
  private final Unanswered unanswered = new Unanswered();
  private @Nullable SessionEnd ending;

  Session(Channel channel, MessageListener listener) {
    this.channel = channel;
    this.listener = listener;
  }

  /// QoS 0 completes when the packet is written, QoS 1 when the server acknowledged it. The payload
  /// must not change before that.
  public CompletableFuture<Void> publish(String topic, byte[] payload, int qos) {
    if (qos != 0 && qos != 1) {
      throw new IllegalArgumentException("the vendors know QoS 0 and 1, not " + qos);
    }
    var message =
        MqttMessageBuilders.publish()
            .topicName(topic)
            .qos(MqttQoS.valueOf(qos))
            .payload(Unpooled.wrappedBuffer(payload));
    var done = new CompletableFuture<Integer>();
    onLoop(
        done,
        () -> {
          if (qos == 0) {
            writeOnly(message.build(), done);
          } else {
            write(message.messageId(unanswered.packetIdFor(done)).build(), done);
          }
        });
    return done.thenApply(_ -> null);
  }

  /// Completes with the granted QoS, or 0x80 if the server refuses the filter.
  public CompletableFuture<Integer> subscribe(String filter, int qos) {
    var done = new CompletableFuture<Integer>();
    onLoop(
        done,
        () ->
            write(
                MqttMessageBuilders.subscribe()
                    .messageId(unanswered.packetIdFor(done))
                    .addSubscription(MqttQoS.valueOf(qos), filter)
                    .build(),
                done));
    return done;
  }

  public CompletableFuture<Void> unsubscribe(String filter) {
    var done = new CompletableFuture<Integer>();
    onLoop(
        done,
        () ->
            write(
                MqttMessageBuilders.unsubscribe()
                    .messageId(unanswered.packetIdFor(done))
                    .addTopicFilter(filter)
                    .build(),
                done));
    return done.thenApply(_ -> null);
  }

  /// Completes when the server answers: proof that it still holds the session.
  public CompletableFuture<Void> ping() {
    var done = new CompletableFuture<Integer>();
    onLoop(
        done,
        () -> {
          unanswered.addPing(done);
          write(MqttMessage.PINGREQ, done);
        });
    return done.thenApply(_ -> null);
  }

  /// Stops the pings, as a device that hangs would: the server should cut it off.
  public void fallSilent() {
    channel
        .eventLoop()
        .execute(
            () -> {
              if (channel.pipeline().get(KEEP_ALIVE) != null) {
                channel.pipeline().remove(KEEP_ALIVE);
              }
            });
  }

  public boolean isOpen() {
    return !closed.isDone();
  }

  /// Completes, never exceptionally, at the moment the connection is known to be closed.
  public CompletionStage<SessionEnd> closed() {
    return closed.minimalCompletionStage();
  }

  /// Sends DISCONNECT and closes; see [#closed].
  public void disconnect() {
    var done = new CompletableFuture<Integer>();
    var _ = done.whenComplete((_, _) -> close(SessionEnd.DEVICE));
    onLoop(done, () -> writeOnly(MqttMessage.DISCONNECT, done));
  }

  /// Closes without DISCONNECT, as after a crash, or as Aliyun's C SDK 4 does when it has
  /// registered; see [#closed].
  public void abort() {
    channel.eventLoop().execute(() -> close(SessionEnd.DEVICE));
  }

  void receive(Message message, int packetId) throws IOException {
    if (message.qos() > 1) {
      throw new ProtocolException("QoS 2 was never asked for");
    }
    listener.received(this, message);
    if (message.qos() == 1) {
      var _ = channel.writeAndFlush(MqttMessageBuilders.pubAck().packetId(packetId).build());
    }
  }

  void answered(int packetId, int result) {
    unanswered.answered(packetId, result);
  }

  void ponged() {
    unanswered.ponged();
  }

  void pingOrGiveUp() {
    if (unanswered.hasPing()) {
      close(SessionEnd.SILENCE);
    } else {
      var _ = ping();
    }
  }

  /// The first cause counts; closing brings others after it.
  void close(SessionEnd cause) {
    if (ending == null) {
      ending = cause;
    }
    var _ = channel.close();
  }

  /// The connection is gone; if nothing here closed it, the server did.
  void gone() {
    var cause = ending == null ? SessionEnd.SERVER : ending;
    ending = cause;
    closed.complete(cause);
    unanswered.failAll(endedBy(cause));
  }

  private static IOException endedBy(SessionEnd cause) {
    return new EOFException("session ended by " + cause);
  }

  private void onLoop(CompletableFuture<Integer> done, Runnable act) {
    if (channel.eventLoop().inEventLoop()) {
      attempt(done, act);
    } else {
      channel.eventLoop().execute(() -> attempt(done, act));
    }
  }

  private void attempt(CompletableFuture<Integer> done, Runnable act) {
    if (ending != null) {
      done.completeExceptionally(endedBy(ending));
      return;
    }
    try {
      act.run();
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  /// For packets that are not answered: done when written.
  private void writeOnly(MqttMessage message, CompletableFuture<Integer> act) {
    write(message, act, () -> act.complete(0));
  }

  /// For packets that the server answers.
  private void write(MqttMessage message, CompletableFuture<Integer> act) {
    write(message, act, () -> {});
  }

  private void write(MqttMessage message, CompletableFuture<Integer> act, Runnable afterwards) {
    channel
        .writeAndFlush(message)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                afterwards.run();
              } else {
                act.completeExceptionally(Network.asIo(written.cause()));
                unanswered.dropDone();
              }
            });
  }
}
