package io.mintmark.gate;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A WebSocket client that says exactly the frames it is told to, written independently of the
/// gate's own.
final class WebSocketPeer implements AutoCloseable {

  static final int BINARY = 0x82;
  static final int CLOSE = 0x88;
  static final int PING = 0x89;
  static final int PONG = 0x8A;

  /// The example of RFC 6455, 1.3.
  static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

  /// @param first with FIN and opcode
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(int first, byte[] payload) {

    String hex() {
      return Wire.hex(payload);
    }
  }

  final RawClient client;

  private WebSocketPeer(RawClient client) {
    this.client = client;
  }

  static String request(String path, String... headers) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: gate\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }

  static String upgrade(String path, String subprotocol) {
    return request(
        path,
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: " + KEY,
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: " + subprotocol);
  }

  /// A peer whose upgrade has been granted.
  static WebSocketPeer over(Socket socket) throws IOException {
    var peer = new WebSocketPeer(new RawClient(socket));
    peer.client.send(upgrade("/mqtt", "mqtt"));
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append(new String(peer.client.readBytes(1), StandardCharsets.ISO_8859_1));
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException(head.toString());
    }
    return peer;
  }

  static byte[] frame(int first, byte[]... parts) {
    byte[] payload = Wire.join(parts);
    int length = payload.length;
    byte[] lengths =
        length <= 125
            ? Wire.u8(0x80 | length)
            : length <= 0xFFFF
                ? Wire.join(Wire.u8(0x80 | 126), Wire.u16(length))
                : Wire.join(
                    Wire.u8(0x80 | 127),
                    new byte[4],
                    Wire.u16(length >>> 16),
                    Wire.u16(length & 0xFFFF));
    for (int i = 0; i < length; i++) {
      payload[i] ^= MASK[i % 4];
    }
    return Wire.join(Wire.u8(first), lengths, MASK, payload);
  }

  /// One binary message.
  WebSocketPeer send(byte[]... packets) throws IOException {
    client.send(frame(BINARY, packets));
    return this;
  }

  Frame read() throws IOException {
    byte[] head = client.readBytes(2);
    int length = head[1];
    if (length < 0) {
      throw new IOException("a server's frame is masked");
    }
    if (length >= 126) {
      length = 0;
      for (byte octet : client.readBytes(head[1] == 126 ? 2 : 8)) {
        length = length << 8 | (octet & 0xFF);
      }
    }
    return new Frame(head[0] & 0xFF, client.readBytes(length));
  }

  /// The payloads of binary frames until there are this many bytes.
  byte[] readStream(int length) throws IOException {
    byte[] stream = {};
    while (stream.length < length) {
      Frame frame = read();
      if (frame.first() != BINARY) {
        throw new IOException("another frame: " + frame.first());
      }
      stream = Wire.join(stream, frame.payload());
    }
    return stream;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
