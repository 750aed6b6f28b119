package io.mintmark.gate;

import io.mintmark.broker.BrokerPass;
import io.mintmark.dialect.Push;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes the few MQTT packets that the gate says itself, to devices and to the broker. Every
/// buffer belongs to the caller.
final class Packets {

  private static final byte[] MQTT_3_1 = {0, 6, 'M', 'Q', 'I', 's', 'd', 'p', 3};
  private static final byte[] MQTT_3_1_1 = {0, 4, 'M', 'Q', 'T', 'T', 4};
  private static final byte[] MQTT_5 = {0, 4, 'M', 'Q', 'T', 'T', 5};
  private static final int USERNAME_AND_PASSWORD = 0xC0;
  private static final int CLEAN = 0x02;

  private Packets() {}

  /// A CONNACK without session, in the words of MQTT 3.
  ///
  /// @param returnCode of MQTT 3; translated for MQTT 5
  static ByteBuf connack(int level, int returnCode) {
    if (level == Wishes.MQTT_5) {
      return connack5(ReasonCodes.ofReturnCode(returnCode), new byte[0]);
    }
    return Unpooled.wrappedBuffer(new byte[] {0x20, 2, 0, (byte) returnCode});
  }

  /// A CONNACK of MQTT 5 without session.
  ///
  /// @param properties raw, without their length, fewer than 120 bytes
  static ByteBuf connack5(int reasonCode, byte[] properties) {
    return Unpooled.buffer(5 + properties.length)
        .writeByte(0x20)
        .writeByte(3 + properties.length)
        .writeByte(0)
        .writeByte(reasonCode)
        .writeByte(properties.length)
        .writeBytes(properties);
  }

  /// A CONNACK of MQTT 5.
  ///
  /// @param properties raw, without their length
  static ByteBuf connack5(int flags, int reasonCode, ByteBuf properties) {
    int length = properties.readableBytes();
    int remaining = 2 + lengthBytes(length) + length;
    ByteBuf out = Unpooled.buffer(5 + remaining).writeByte(0x20);
    writeLength(out, remaining);
    out.writeByte(flags).writeByte(reasonCode);
    writeLength(out, length);
    return out.writeBytes(properties);
  }

  /// A PUBLISH of QoS 0.
  static ByteBuf publish(ByteBufAllocator alloc, int level, Push push) {
    byte[] topic = push.topic().getBytes(StandardCharsets.UTF_8);
    int properties = level == Wishes.MQTT_5 ? 1 : 0;
    int remaining = 2 + topic.length + properties + push.payload().length;
    ByteBuf out = packet(alloc, 0x30, remaining).writeShort(topic.length).writeBytes(topic);
    return out.writeZero(properties).writeBytes(push.payload());
  }

  static ByteBuf pingresp() {
    return Unpooled.wrappedBuffer(new byte[] {(byte) 0xD0, 0});
  }

  /// A DISCONNECT of MQTT 5.
  static ByteBuf disconnect5(int reasonCode) {
    return Unpooled.wrappedBuffer(new byte[] {(byte) 0xE0, 1, (byte) reasonCode});
  }

  /// Acknowledges a message that went nowhere. MQTT 3 has no word for that.
  ///
  /// @param type [Frame#PUBACK] or [Frame#PUBREC]
  /// @param reasonCode of MQTT 5
  static ByteBuf refusedPublish(int level, int type, int packetId, int reasonCode) {
    ByteBuf out = Unpooled.buffer(5).writeByte(type << 4);
    if (level == Wishes.MQTT_5) {
      return out.writeByte(3).writeShort(packetId).writeByte(reasonCode);
    }
    return out.writeByte(2).writeShort(packetId);
  }

  static ByteBuf puback(int packetId) {
    return Unpooled.buffer(4).writeByte(0x40).writeByte(2).writeShort(packetId);
  }

  static ByteBuf pubrec(int packetId) {
    return Unpooled.buffer(4).writeByte(0x50).writeByte(2).writeShort(packetId);
  }

  static ByteBuf pubcomp(int packetId) {
    return Unpooled.buffer(4).writeByte(0x70).writeByte(2).writeShort(packetId);
  }

  /// A SUBACK.
  ///
  /// @param properties of MQTT 5, raw, without their length
  static ByteBuf suback(
      ByteBufAllocator alloc, int level, int packetId, byte[] properties, byte[] codes) {
    boolean five = level == Wishes.MQTT_5;
    int propertyBytes = five ? lengthBytes(properties.length) + properties.length : 0;
    ByteBuf out = packet(alloc, 0x90, 2 + propertyBytes + codes.length).writeShort(packetId);
    if (five) {
      writeLength(out, properties.length);
      out.writeBytes(properties);
    }
    return out.writeBytes(codes);
  }

  /// An UNSUBSCRIBE.
  static ByteBuf unsubscribe(
      ByteBufAllocator alloc, int level, int packetId, List<String> filters) {
    int properties = level == Wishes.MQTT_5 ? 1 : 0;
    int remaining = 2 + properties;
    for (var filter : filters) {
      remaining += 2 + ByteBufUtil.utf8Bytes(filter);
    }
    ByteBuf out = packet(alloc, 0xA2, remaining).writeShort(packetId).writeZero(properties);
    for (var filter : filters) {
      out.writeShort(ByteBufUtil.utf8Bytes(filter));
      ByteBufUtil.writeUtf8(out, filter);
    }
    return out;
  }

  /// A SUBSCRIBE.
  ///
  /// @param properties of MQTT 5, raw, without their length
  static ByteBuf subscribe(
      ByteBufAllocator alloc,
      int level,
      int packetId,
      byte[] properties,
      List<Subscription.Filter> filters) {
    boolean five = level == Wishes.MQTT_5;
    int remaining = 2 + (five ? lengthBytes(properties.length) + properties.length : 0);
    for (var filter : filters) {
      remaining += 3 + ByteBufUtil.utf8Bytes(filter.text());
    }
    ByteBuf out = packet(alloc, 0x82, remaining).writeShort(packetId);
    if (five) {
      writeLength(out, properties.length);
      out.writeBytes(properties);
    }
    for (var filter : filters) {
      writeText(out, filter.text());
      out.writeByte(filter.options());
    }
    return out;
  }

  /// The CONNECT by which the gate brings a client to the broker: as the client said it, but under
  /// its normal name and with the gate's pass; a pass without a user name is left out.
  static ByteBuf connect(ByteBufAllocator alloc, Wishes wishes, String clientId, BrokerPass pass) {
    byte[] head =
        switch (wishes.level()) {
          case 3 -> MQTT_3_1;
          case 4 -> MQTT_3_1_1;
          default -> MQTT_5;
        };
    byte[] properties = wishes.properties();
    byte[] will = wishes.will() == null ? new byte[0] : wishes.will().raw();
    boolean named = !pass.userName().isEmpty();
    int flags = (named ? USERNAME_AND_PASSWORD : 0) | (wishes.cleanStart() ? CLEAN : 0);
    flags |= wishes.will() == null ? 0 : wishes.will().flags();
    int propertyBytes = wishes.isMqtt5() ? lengthBytes(properties.length) + properties.length : 0;
    int texts = textBytes(clientId);
    texts += named ? textBytes(pass.userName()) + textBytes(pass.password()) : 0;
    ByteBuf out = packet(alloc, 0x10, head.length + 3 + propertyBytes + will.length + texts);
    out.writeBytes(head).writeByte(flags).writeShort(wishes.keepAliveSeconds());
    if (wishes.isMqtt5()) {
      writeLength(out, properties.length);
      out.writeBytes(properties);
    }
    writeText(out, clientId);
    out.writeBytes(will);
    if (named) {
      writeText(out, pass.userName());
      writeText(out, pass.password());
    }
    return out;
  }

  private static ByteBuf packet(ByteBufAllocator alloc, int firstByte, int remaining) {
    ByteBuf out = alloc.ioBuffer(1 + lengthBytes(remaining) + remaining).writeByte(firstByte);
    writeLength(out, remaining);
    return out;
  }

  private static int lengthBytes(int length) {
    return length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : length < 1 << 21 ? 3 : 4;
  }

  private static void writeLength(ByteBuf out, int length) {
    int rest = length;
    while (rest >= 0x80) {
      out.writeByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  private static int textBytes(String text) {
    return 2 + ByteBufUtil.utf8Bytes(text);
  }

  private static void writeText(ByteBuf out, String text) {
    int at = out.writerIndex();
    out.writeShort(0);
    out.setShort(at, ByteBufUtil.writeUtf8(out, text));
  }
}
