package io.mintmark.gate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An MQTT packet, read from a stream by the plainest means there is, to judge the gate's own.
///
/// @param bytes the whole packet, or what there is of it
/// @param body where in it the fixed header ends
@SuppressWarnings("ArrayRecordComponent") // compared by its bytes where it is compared
record Packet(byte[] bytes, int body, boolean whole) {

  /// The packets of a stream up to the first that is malformed or whose header has not arrived.
  static List<Packet> all(byte[] stream) {
    var packets = new ArrayList<Packet>();
    int at = 0;
    while (at < stream.length) {
      int length = 0;
      int index = at + 1;
      int factor = 1;
      while (true) {
        if (index >= stream.length || index > at + 4) {
          return packets;
        }
        int octet = stream[index++] & 0xFF;
        length += (octet & 127) * factor;
        factor *= 128;
        if (octet < 128) {
          break;
        }
      }
      int end = index + length;
      boolean whole = end <= stream.length;
      byte[] bytes = Arrays.copyOfRange(stream, at, Math.min(end, stream.length));
      packets.add(new Packet(bytes, index - at, whole));
      at = Math.min(end, stream.length);
    }
    return packets;
  }

  int type() {
    return (bytes[0] & 0xFF) >> 4;
  }

  int octet(int index) {
    return bytes[index] & 0xFF;
  }

  int unsignedShort(int index) {
    return octet(index) << 8 | octet(index + 1);
  }

  /// Two bytes of length and as much text.
  String text(int index) {
    return new String(bytes, index + 2, unsignedShort(index), StandardCharsets.UTF_8);
  }

  boolean startsAs(Packet other) {
    return bytes.length <= other.bytes.length
        && Arrays.equals(bytes, Arrays.copyOf(other.bytes, bytes.length));
  }
}
