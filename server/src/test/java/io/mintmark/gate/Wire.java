package io.mintmark.gate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// MQTT packets as bytes, written independently of the gate's own writer.
final class Wire {

  static final byte[] PINGREQ = {(byte) 0xC0, 0};
  static final byte[] PINGRESP = {(byte) 0xD0, 0};
  static final byte[] DISCONNECT = {(byte) 0xE0, 0};

  private Wire() {}

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] text(String text) {
    return binary(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] binary(byte[] bytes) {
    return join(u16(bytes.length), bytes);
  }

  static byte[] u16(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  static byte[] u8(int value) {
    return new byte[] {(byte) value};
  }

  static byte[] packet(int first, byte[]... body) {
    byte[] joined = join(body);
    var length = new ByteArrayOutputStream();
    int rest = joined.length;
    do {
      length.write(rest % 128 | (rest >= 128 ? 0x80 : 0));
      rest /= 128;
    } while (rest > 0);
    return join(u8(first), length.toByteArray(), joined);
  }

  static byte[] publish(int level, String topic, int qos, int packetId, String payload) {
    return packet(
        0x30 | qos << 1,
        text(topic),
        qos > 0 ? u16(packetId) : new byte[0],
        level == 5 ? u8(0) : new byte[0],
        payload.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] subscribe(int level, int packetId, String... filters) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(u16(packetId));
    if (level == 5) {
      body.write(0);
    }
    for (String filter : filters) {
      body.writeBytes(text(filter));
      body.write(1);
    }
    return packet(0x82, body.toByteArray());
  }

  /// A CONNECT to be varied.
  static ConnectBuilder connect(String username) {
    return new ConnectBuilder(username);
  }

  static final class ConnectBuilder {
    private int level = 4;
    private int extraFlags;
    private boolean clean = true;
    private int keepAlive = 60;
    private String clientId = "any";
    private final String username;
    private String password = "right";
    private byte[] properties = {};
    private byte[] will = {};
    private byte[] tail = {};

    private ConnectBuilder(String username) {
      this.username = username;
    }

    ConnectBuilder level(int newLevel) {
      level = newLevel;
      return this;
    }

    ConnectBuilder flags(int more) {
      extraFlags = more;
      return this;
    }

    ConnectBuilder persistent() {
      clean = false;
      return this;
    }

    ConnectBuilder keepAlive(int seconds) {
      keepAlive = seconds;
      return this;
    }

    ConnectBuilder clientId(String id) {
      clientId = id;
      return this;
    }

    ConnectBuilder password(String text) {
      password = text;
      return this;
    }

    ConnectBuilder properties(String hex) {
      properties = hex(hex);
      return this;
    }

    ConnectBuilder will(String topic, String payload) {
      will =
          join(
              level == 5 ? u8(0) : new byte[0],
              text(topic),
              binary(payload.getBytes(StandardCharsets.UTF_8)));
      return this;
    }

    ConnectBuilder tail(String hex) {
      tail = hex(hex);
      return this;
    }

    byte[] bytes() {
      int flags = 0xC0 | (clean ? 2 : 0) | (will.length > 0 ? 4 : 0) | extraFlags;
      return packet(
          0x10,
          text(level == 3 ? "MQIsdp" : "MQTT"),
          u8(level),
          u8(flags),
          u16(keepAlive),
          level == 5 ? join(u8(properties.length), properties) : new byte[0],
          text(clientId),
          will,
          text(username),
          text(password),
          tail);
    }
  }
}
