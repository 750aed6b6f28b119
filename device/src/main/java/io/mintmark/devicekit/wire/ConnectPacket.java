package io.mintmark.devicekit.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/// CONNECT as bytes (MQTT 3.1.1 section 3.1; 3.1 is the same). Written by hand because Netty's
/// encoder refuses unknown levels and, at level 3, the long client ids that devices really use.
final class ConnectPacket {

  private static final int USERNAME = 0x80;
  private static final int PASSWORD = 0x40;
  private static final int CLEAN_SESSION = 0x02;

  private ConnectPacket() {}

  static ByteBuf of(ConnectFields fields, ByteBufAllocator buffers) {
    var body = buffers.buffer();
    try {
      writeText(body, fields.protocolName());
      body.writeByte(fields.protocolLevel());
      body.writeByte(flags(fields));
      body.writeShort(fields.keepAliveSeconds());
      writeText(body, fields.clientId());
      if (fields.username() != null) {
        writeText(body, fields.username());
      }
      if (fields.password() != null) {
        writeText(body, fields.password());
      }
      var packet = buffers.buffer(body.readableBytes() + 5);
      packet.writeByte(0x10);
      writeLength(packet, body.readableBytes());
      return packet.writeBytes(body);
    } finally {
      body.release();
    }
  }

  private static int flags(ConnectFields fields) {
    return (fields.username() == null ? 0 : USERNAME)
        | (fields.password() == null ? 0 : PASSWORD)
        | (fields.cleanSession() ? CLEAN_SESSION : 0);
  }

  private static void writeText(ByteBuf out, String text) {
    int size = ByteBufUtil.utf8Bytes(text);
    if (size > 0xFFFF) {
      throw new IllegalArgumentException("an MQTT text holds 65535 bytes, not " + size);
    }
    out.writeShort(size);
    out.writeCharSequence(text, StandardCharsets.UTF_8);
  }

  private static void writeLength(ByteBuf out, int length) {
    int rest = length;
    while (rest > 0x7F) {
      out.writeByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }
}
