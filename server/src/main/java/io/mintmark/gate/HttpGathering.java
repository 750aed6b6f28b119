package io.mintmark.gate;

import io.mintmark.dialect.HttpQuestion;
import io.mintmark.event.Origin;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One HTTP request while it arrives, until it is whole or known to be unacceptable.
final class HttpGathering {

  private static final byte[] NOTHING = {};

  private final HttpRequest head;
  private final int maxBodyBytes;
  private byte[] body = NOTHING;
  private @Nullable HttpResponseStatus refusal;

  private HttpGathering(HttpRequest head, int maxBodyBytes) {
    this.head = head;
    this.maxBodyBytes = maxBodyBytes;
  }

  static HttpGathering begin(HttpRequest head, int maxBodyBytes) {
    var gathering = new HttpGathering(head, maxBodyBytes);
    if (head.decoderResult().isFailure()) {
      gathering.refusal = statusOf(head.decoderResult().cause());
    } else if (HttpUtil.getContentLength(head, 0L) > maxBodyBytes) {
      gathering.refusal = HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
    }
    return gathering;
  }

  private static HttpResponseStatus statusOf(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return HttpResponseStatus.REQUEST_URI_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException
        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        : HttpResponseStatus.BAD_REQUEST;
  }

  void add(HttpContent content) {
    ByteBuf bytes = content.content();
    if (content.decoderResult().isFailure()) {
      refusal = statusOf(content.decoderResult().cause());
    } else if (body.length + bytes.readableBytes() > maxBodyBytes) {
      refusal = HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
    } else if (bytes.isReadable()) {
      int from = body.length;
      body = Arrays.copyOf(body, from + bytes.readableBytes());
      bytes.readBytes(body, from, body.length - from);
    }
  }

  /// Why the request is not taken; empty as long as nothing is wrong with it.
  Optional<HttpResponseStatus> refusal() {
    return Optional.ofNullable(refusal);
  }

  boolean wantsContinue() {
    return refusal == null && HttpUtil.is100ContinueExpected(head);
  }

  /// Only in words: HTTP/1.1 means "keep" when it says nothing, its vendors' C clients do not.
  boolean wantsKeeping() {
    return head.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && head.headers().containsValue(HttpHeaderNames.CONNECTION, "keep-alive", true);
  }

  /// Whether it is a request of another kind altogether.
  WebSocketHandshake webSocket() {
    return WebSocketHandshake.read(head, pathOf(head.uri()));
  }

  HttpQuestion question(Origin origin) {
    return new HttpQuestion(head.method().name(), pathOf(head.uri()), headers(), body, origin);
  }

  private Map<String, String> headers() {
    var headers = new HashMap<String, String>();
    for (var header : head.headers()) {
      headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
    }
    return headers;
  }

  /// Some clients send the whole URL, as if to a proxy.
  private static String pathOf(String uri) {
    int from = 0;
    int scheme = uri.indexOf("://");
    if (!uri.startsWith("/") && scheme > 0) {
      from = uri.indexOf('/', scheme + 3);
    }
    int query = uri.indexOf('?');
    int to = query < 0 ? uri.length() : query;
    return from < 0 || from > to ? "/" : uri.substring(from, to);
  }
}
