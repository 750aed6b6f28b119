package io.mintmark.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The few MQTT 3.1.1 packets that the load needs, as bytes made beforehand.
final class MqttBytes {

  static final byte[] DISCONNECT = {(byte) 0xE0, 0};

  /// Protocol name, level, flags and keep-alive.
  private static final int CONNECT_HEAD = 10;

  private MqttBytes() {}

  /// A clean session with user name and password; without the latter if it is null.
  static byte[] connect(
      String clientId, String userName, @Nullable String password, int keepAliveSeconds) {
    var body = new ByteArrayOutputStream(256);
    text(body, "MQTT");
    body.write(4);
    body.write(password == null ? 0x82 : 0xC2);
    body.write(keepAliveSeconds >> 8);
    body.write(keepAliveSeconds);
    text(body, clientId);
    text(body, userName);
    if (password != null) {
      text(body, password);
    }
    return packet(0x10, body);
  }

  /// The client id of a CONNECT that was made here.
  static byte[] clientId(byte[] connect) {
    int at = 1;
    while (connect[at++] < 0) {
      // one more byte of the length follows
    }
    at += CONNECT_HEAD;
    int length = ((connect[at] & 0xFF) << 8) | (connect[at + 1] & 0xFF);
    return Arrays.copyOfRange(connect, at + 2, at + 2 + length);
  }

  static byte[] subscribe(String filter) {
    var body = new ByteArrayOutputStream();
    body.write(0);
    body.write(1);
    text(body, filter);
    body.write(1);
    return packet(0x82, body);
  }

  /// A PUBLISH of QoS 1 with packet id 1.
  static byte[] publish(String topic, int payload) {
    var body = new ByteArrayOutputStream();
    text(body, topic);
    body.write(0);
    body.write(1);
    body.writeBytes(new byte[payload]);
    return packet(0x32, body);
  }

  private static byte[] packet(int first, ByteArrayOutputStream body) {
    var packet = new ByteArrayOutputStream(body.size() + 5);
    packet.write(first);
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
