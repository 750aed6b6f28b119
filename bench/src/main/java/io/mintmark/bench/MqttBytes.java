package io.mintmark.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The few MQTT 3.1.1 packets that the load needs, as bytes made beforehand.
final class MqttBytes {

  static final byte[] DISCONNECT = {(byte) 0xE0, 0};

  private MqttBytes() {}

  /// A clean session with user name and password.
  static byte[] connect(String clientId, String userName, String password, int keepAliveSeconds) {
    var body = new ByteArrayOutputStream(256);
    text(body, "MQTT");
    body.write(4);
    body.write(0xC2);
    body.write(keepAliveSeconds >> 8);
    body.write(keepAliveSeconds);
    text(body, clientId);
    text(body, userName);
    text(body, password);
    var packet = new ByteArrayOutputStream(260);
    packet.write(0x10);
    int length = body.size();
    do {
      packet.write(length > 127 ? (length & 127) | 128 : length);
      length >>= 7;
    } while (length > 0);
    packet.writeBytes(body.toByteArray());
    return packet.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes.length >> 8);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }
}
