package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// One MQTT control packet where it lies in a buffer; its tail need not have arrived. Valid only
/// until the buffer changes.
///
/// @param start index of the first byte
/// @param body index behind the fixed header
/// @param end index behind the last byte, which may be beyond what has arrived
record Frame(ByteBuf in, int start, int body, int end) {

  static final int CONNECT = 1;
  static final int CONNACK = 2;
  static final int PUBLISH = 3;
  static final int PUBACK = 4;
  static final int PUBREC = 5;
  static final int PUBREL = 6;
  static final int PUBCOMP = 7;
  static final int SUBSCRIBE = 8;
  static final int SUBACK = 9;
  static final int UNSUBSCRIBE = 10;
  static final int UNSUBACK = 11;
  static final int PINGREQ = 12;
  static final int DISCONNECT = 14;

  private static final int MAX_LENGTH_BYTES = 4;

  /// The packet that begins at `start`, or null if its fixed header has not arrived entirely. A
  /// length of more than four bytes gives a [#isMalformed] frame.
  static @Nullable Frame at(ByteBuf in, int start) {
    int remaining = 0;
    for (int i = 0; i < MAX_LENGTH_BYTES; i++) {
      int index = start + 1 + i;
      if (index >= in.writerIndex()) {
        return null;
      }
      int octet = in.getUnsignedByte(index);
      remaining |= (octet & 0x7F) << (7 * i);
      if (octet < 0x80) {
        return new Frame(in, start, index + 1, index + 1 + remaining);
      }
    }
    return new Frame(in, start, start, -1);
  }

  boolean isMalformed() {
    return end < 0;
  }

  boolean isWhole() {
    return end <= in.writerIndex();
  }

  /// Whether this much of the body has arrived.
  boolean hasBody(int bytes) {
    return body + bytes <= in.writerIndex();
  }

  int type() {
    return in.getUnsignedByte(start) >> 4;
  }

  int flags() {
    return in.getUnsignedByte(start) & 0x0F;
  }

  int qos() {
    return (flags() >> 1) & 3;
  }

  boolean isRetained() {
    return (flags() & 1) != 0;
  }

  /// Makes it a message like any other, where it lies.
  void clearRetain() {
    in.setByte(start, in.getUnsignedByte(start) & 0xFE);
  }

  int length() {
    return end - start;
  }

  int bodyLength() {
    return end - body;
  }
}
