package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// The head of a client's frame while it arrives, and of ours (RFC 6455, 5.2).
final class WebSocketHead {

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /// Close codes, RFC 6455, 7.4.1; 0 is none of them.
  static final int NO_FAULT = 0;

  static final int NORMAL = 1000;
  static final int PROTOCOL_ERROR = 1002;
  static final int UNSUPPORTED_DATA = 1003;

  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int MASKED = 0x80;
  private static final int IN_TWO_BYTES = 126;
  private static final int IN_EIGHT_BYTES = 127;
  private static final int LONGEST_SHORT = 125;
  private static final int MASK_BYTES = 4;

  private final byte[] bytes = new byte[2 + 8 + MASK_BYTES];
  private int read;

  /// Takes what belongs to the head.
  ///
  /// @return whether it is complete, or faulty already
  boolean take(ByteBuf in) {
    while (read < wanted() && in.isReadable()) {
      bytes[read++] = in.readByte();
    }
    return read == wanted();
  }

  /// Begins anew, for the next frame.
  void clear() {
    read = 0;
  }

  private int wanted() {
    return read < 2 || !isMasked() ? 2 : 2 + lengthBytes() + MASK_BYTES;
  }

  private int lengthBytes() {
    return switch (shortLength()) {
      case IN_TWO_BYTES -> 2;
      case IN_EIGHT_BYTES -> 8;
      default -> 0;
    };
  }

  private int shortLength() {
    return bytes[1] & 0x7F;
  }

  private boolean isMasked() {
    return (bytes[1] & MASKED) != 0;
  }

  int opcode() {
    return bytes[0] & 0x0F;
  }

  boolean isFinal() {
    return (bytes[0] & FINAL) != 0;
  }

  boolean isControl() {
    return opcode() >= CLOSE;
  }

  /// Bytes that follow; negative if the client's number has its highest bit set.
  long length() {
    return lengthBytes() == 0 ? shortLength() : number(2, lengthBytes());
  }

  int mask() {
    return (int) number(2 + lengthBytes(), MASK_BYTES);
  }

  private long number(int from, int count) {
    long number = 0;
    for (int i = from; i < from + count; i++) {
      number = number << 8 | (bytes[i] & 0xFF);
    }
    return number;
  }

  /// What is wrong with a complete head, as a close code; or [#NO_FAULT].
  ///
  /// @param inMessage whether the message of an earlier frame goes on
  int fault(boolean inMessage) {
    boolean sound =
        isMasked()
            && (bytes[0] & RESERVED) == 0
            && isShortestLength()
            && (isControl()
                ? opcode() <= PONG && isFinal() && length() <= LONGEST_SHORT
                : opcode() <= BINARY && inMessage == (opcode() == CONTINUATION));
    if (!sound) {
      return PROTOCOL_ERROR;
    }
    return opcode() == TEXT ? UNSUPPORTED_DATA : NO_FAULT;
  }

  private boolean isShortestLength() {
    return switch (lengthBytes()) {
      case 2 -> length() > LONGEST_SHORT;
      case 8 -> length() > 0xFFFF;
      default -> true;
    };
  }

  /// The head of a whole message of ours, unmasked as a server's must be.
  static ByteBuf of(int opcode, int length, ByteBufAllocator alloc) {
    ByteBuf head = alloc.buffer(2 + 8).writeByte(FINAL | opcode);
    if (length <= LONGEST_SHORT) {
      return head.writeByte(length);
    }
    return length <= 0xFFFF
        ? head.writeByte(IN_TWO_BYTES).writeShort(length)
        : head.writeByte(IN_EIGHT_BYTES).writeLong(length);
  }
}
