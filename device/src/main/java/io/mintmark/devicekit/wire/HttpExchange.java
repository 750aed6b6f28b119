package io.mintmark.devicekit.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One HTTP connection: one request at a time, answer limit included. Confined to its event loop
/// but for [#send].
final class HttpExchange extends SimpleChannelInboundHandler<HttpObject> {

  private static final int LARGEST_BODY = 64 * 1024;

  private final Consumer<HttpExchange> reusable;
  private @Nullable Channel channel;
  private @Nullable CompletableFuture<HttpReply> waiting;
  private @Nullable HttpResponse head;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /// `reusable` is handed this exchange, before the answer is handed out, if the server lets the
  /// connection carry another request.
  HttpExchange(Consumer<HttpExchange> reusable) {
    this.reusable = reusable;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    channel = ctx.channel();
  }

  /// From any thread, once the connection stands.
  CompletableFuture<HttpReply> send(Post post, Duration limit) {
    var open = Objects.requireNonNull(channel, "not in a pipeline yet");
    var answer = new CompletableFuture<HttpReply>();
    open.eventLoop().execute(() -> begin(open, post, limit, answer));
    return answer;
  }

  boolean isOpen() {
    return channel != null && channel.isActive();
  }

  void close() {
    if (channel != null) {
      var _ = channel.close();
    }
  }

  private void begin(Channel open, Post post, Duration limit, CompletableFuture<HttpReply> answer) {
    waiting = answer;
    var timer =
        open.eventLoop()
            .schedule(
                () -> fail(open, new SocketTimeoutException("no HTTP answer in " + limit)),
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
    var _ = answer.whenComplete((_, _) -> timer.cancel(false));
    open.writeAndFlush(written(post))
        .addListener(
            sent -> {
              if (!sent.isSuccess()) {
                fail(open, Network.asIo(sent.cause()));
              }
            });
  }

  private static FullHttpRequest written(Post post) {
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            post.path(),
            Unpooled.copiedBuffer(post.body(), StandardCharsets.UTF_8));
    post.headers().forEach(header -> request.headers().add(header.name(), header.value()));
    return request;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) throws IOException {
    if (part.decoderResult().isFailure()) {
      throw new IOException("not an HTTP answer", part.decoderResult().cause());
    }
    if (part instanceof HttpResponse start) {
      head = start;
    }
    if (part instanceof HttpContent content) {
      if (body.size() + content.content().readableBytes() > LARGEST_BODY) {
        throw new IOException("HTTP answer above " + LARGEST_BODY + " bytes");
      }
      content.content().readBytes(body, content.content().readableBytes());
    }
    if (part instanceof LastHttpContent) {
      finish(ctx.channel());
    }
  }

  private void finish(Channel open) {
    var answer = waiting;
    var start = head;
    if (answer == null || start == null) {
      var _ = open.close();
      return;
    }
    var reply =
        new HttpReply(
            start.status().code(),
            start.status().reasonPhrase(),
            start.headers().entries().stream()
                .map(entry -> new Header(entry.getKey(), entry.getValue()))
                .toList(),
            body.toString(StandardCharsets.UTF_8));
    waiting = null;
    head = null;
    body.reset();
    if (HttpUtil.isKeepAlive(start)) {
      reusable.accept(this);
    } else {
      var _ = open.close();
    }
    answer.complete(reply);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    fail(ctx.channel(), new EOFException("closed before the HTTP answer was complete"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(ctx.channel(), Network.asIo(cause));
  }

  private void fail(Channel open, IOException failure) {
    var _ = open.close();
    var answer = waiting;
    waiting = null;
    if (answer != null) {
      answer.completeExceptionally(failure);
    }
  }
}
