package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the fields of one MQTT packet in order and never past its end. The first fault is kept;
/// fields behind a cut are empty.
final class WireReader {

  private static final byte[] NOTHING = {};

  private final ByteBuf in;
  private final int end;
  private int index;
  private @Nullable String fault;
  private boolean cutShort;

  WireReader(ByteBuf in, int from, int end) {
    this.in = in;
    this.index = from;
    this.end = end;
  }

  int index() {
    return index;
  }

  int remaining() {
    return end - index;
  }

  /// What is wrong with the packet, for an engineer; null if nothing so far.
  @Nullable String fault() {
    return fault;
  }

  /// Whether a field reached beyond the end, so that what was read from there on means nothing.
  boolean isCutShort() {
    return cutShort;
  }

  void faulty(String what) {
    if (fault == null) {
      fault = what;
    }
  }

  int octet() {
    return has(1) ? in.getUnsignedByte(index++) : 0;
  }

  int unsignedShort() {
    if (!has(2)) {
      return 0;
    }
    index += 2;
    return in.getUnsignedShort(index - 2);
  }

  long unsignedInt() {
    if (!has(4)) {
      return 0;
    }
    index += 4;
    return in.getUnsignedInt(index - 4);
  }

  /// A length of one to four bytes.
  int variableLength() {
    int value = 0;
    for (int shift = 0; shift < 28; shift += 7) {
      int octet = octet();
      value |= (octet & 0x7F) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    faulty("a length has more than four bytes");
    return 0;
  }

  /// Two bytes of length and as many bytes.
  byte[] binary(String field) {
    int length = unsignedShort();
    if (length > remaining()) {
      faulty(field + " is cut short");
    }
    return bytes(length);
  }

  /// Two bytes of length and well-formed UTF-8 without NUL; what is not is replaced.
  String text(String field) {
    byte[] bytes = binary(field);
    if (isPlain(bytes)) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        faulty(field + " holds a NUL");
      }
      return text;
    } catch (CharacterCodingException e) {
      faulty(field + " is not UTF-8");
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  byte[] bytes(int length) {
    if (length == 0 || !has(length)) {
      return NOTHING;
    }
    var bytes = new byte[length];
    in.getBytes(index, bytes);
    index += length;
    return bytes;
  }

  byte[] copySince(int from) {
    var bytes = new byte[index - from];
    in.getBytes(from, bytes);
    return bytes;
  }

  private boolean has(int length) {
    if (length <= end - index) {
      return true;
    }
    faulty("the packet is cut short");
    cutShort = true;
    index = end;
    return false;
  }

  private static boolean isPlain(byte[] bytes) {
    for (byte b : bytes) {
      if (b <= 0) {
        return false;
      }
    }
    return true;
  }
}
