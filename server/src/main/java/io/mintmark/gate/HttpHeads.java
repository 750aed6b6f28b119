package io.mintmark.gate;

import io.mintmark.dialect.HttpAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/// Writes HTTP answers by hand. Vendors' C clients look for the literal text `Content-Length: `, in
/// this spelling and with one blank, in lines of at most 127 bytes, so nothing else may write it.
final class HttpHeads {

  private HttpHeads() {}

  /// What a client waits for that asked whether to send its body.
  static ByteBuf goOn() {
    return Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.ISO_8859_1);
  }

  /// @param keep whether the connection stays open, which is then not worth a header
  static ByteBuf of(HttpAnswer answer, boolean keep) {
    var head = new StringBuilder(128);
    head.append("HTTP/1.1 ").append(statusText(answer.status()));
    head.append("\r\nContent-Type: ").append(answer.contentType());
    head.append("\r\nContent-Length: ").append(answer.body().length);
    head.append(keep ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
    byte[] bytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    return Unpooled.wrappedBuffer(bytes, answer.body());
  }

  /// An answer without content, after which the connection closes.
  static ByteBuf bare(HttpResponseStatus status) {
    String head =
        "HTTP/1.1 "
            + statusText(status.code())
            + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    return Unpooled.copiedBuffer(head, StandardCharsets.ISO_8859_1);
  }

  /// The connection is a WebSocket from here on.
  static ByteBuf switching(WebSocketHandshake.Accepted accepted) {
    String head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade"
            + "\r\nSec-WebSocket-Accept: "
            + accepted.accept()
            + "\r\nSec-WebSocket-Protocol: "
            + accepted.subprotocol()
            + "\r\n\r\n";
    return Unpooled.copiedBuffer(head, StandardCharsets.ISO_8859_1);
  }

  /// No WebSocket, with a sentence for whoever looks into his client's log.
  static ByteBuf refusal(WebSocketHandshake.Refused refused) {
    String body = refused.why() + "\n";
    String head =
        "HTTP/1.1 "
            + statusText(refused.status().code())
            + "\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
            + "\r\nContent-Type: text/plain\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n";
    return Unpooled.copiedBuffer(head + body, StandardCharsets.ISO_8859_1);
  }

  private static String statusText(int code) {
    return code + " " + HttpResponseStatus.valueOf(code).reasonPhrase();
  }
}
