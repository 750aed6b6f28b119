package io.mintmark.gate;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether an HTTP request asks for MQTT over WebSocket (RFC 6455, 4.2), and what it is told.
sealed interface WebSocketHandshake {

  /// Tencent's C SDK asks for `/`, its other SDKs and most MQTT clients for `/mqtt`.
  Set<String> PATHS = Set.of("/", "/mqtt");

  /// MQTT's name for itself in all its versions, and what clients of version 3.1 once called it.
  Set<String> SUBPROTOCOLS = Set.of("mqtt", "mqttv3.1");

  /// Concatenated to the key, it shows that the answer comes from one who knows WebSocket.
  String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  int KEY_BYTES = 16;

  Refused IMPATIENT = bad("wait for the answer to the upgrade before sending more");

  /// A request like any other.
  record NotAsked() implements WebSocketHandshake {}

  /// No WebSocket.
  ///
  /// @param why a sentence for an engineer, in ASCII
  record Refused(HttpResponseStatus status, String why) implements WebSocketHandshake {}

  /// A WebSocket.
  ///
  /// @param accept the answer to the client's key
  /// @param subprotocol the first of the client's that we speak
  record Accepted(String accept, String subprotocol) implements WebSocketHandshake {}

  static WebSocketHandshake read(HttpRequest head, String path) {
    HttpHeaders headers = head.headers();
    if (!PATHS.contains(path)
        || !headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
      return new NotAsked();
    }
    if (!head.method().equals(HttpMethod.GET)
        || !head.protocolVersion().equals(HttpVersion.HTTP_1_1)
        || !headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)) {
      return bad("a WebSocket begins with GET, HTTP/1.1 and the header Connection: Upgrade");
    }
    if (!"13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      return new Refused(
          HttpResponseStatus.UPGRADE_REQUIRED, "only version 13 of WebSocket is spoken here");
    }
    String key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    if (key == null || !isKey(key)) {
      return bad("the header Sec-WebSocket-Key must be the base64 of 16 bytes");
    }
    return subprotocol(headers)
        .<WebSocketHandshake>map(subprotocol -> new Accepted(accept(key), subprotocol))
        .orElseGet(() -> bad("offer the subprotocol of MQTT: Sec-WebSocket-Protocol: mqtt"));
  }

  private static Refused bad(String why) {
    return new Refused(HttpResponseStatus.BAD_REQUEST, why);
  }

  private static Optional<String> subprotocol(HttpHeaders headers) {
    List<String> offered = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
    return offered.stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .filter(SUBPROTOCOLS::contains)
        .findFirst();
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String accept(String key) {
    try {
      byte[] text = (key + GUID).getBytes(StandardCharsets.ISO_8859_1);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks SHA-1", e);
    }
  }
}
