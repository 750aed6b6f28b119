package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The broker's CONNACK of MQTT 5 as the client is told it: without topic aliases, because the gate
/// must see the topic of every message, and with the largest packet that the gate passes on.
final class BrokerConnack {

  private static final int TOPIC_ALIAS_MAXIMUM = 0x22;
  private static final int MAXIMUM_PACKET_SIZE = 0x27;
  private static final Set<Integer> KNOWN =
      Set.of(
          0x11,
          0x12,
          0x13,
          0x15,
          0x16,
          0x1A,
          0x1C,
          0x1F,
          0x21,
          TOPIC_ALIAS_MAXIMUM,
          0x24,
          0x25,
          0x26,
          MAXIMUM_PACKET_SIZE,
          0x28,
          0x29,
          0x2A);

  private BrokerConnack() {}

  /// Null if the packet is against the rules.
  ///
  /// @param frame a whole CONNACK of MQTT 5
  static @Nullable ByteBuf forClient(Frame frame, int maxPacketBytes) {
    var in = new WireReader(frame.in(), frame.body(), frame.end());
    int flags = in.octet();
    int code = in.octet();
    int length = in.variableLength();
    ByteBuf properties = Unpooled.buffer(length + 5);
    long largest = maxPacketBytes;
    int until = in.index() + length;
    while (in.fault() == null && in.index() < until) {
      int from = in.index();
      int id = in.octet();
      if (!KNOWN.contains(id)) {
        return null;
      }
      if (id == MAXIMUM_PACKET_SIZE) {
        largest = Math.min(largest, in.unsignedInt());
      } else {
        ConnectProperties.skipValue(in, id);
        if (id != TOPIC_ALIAS_MAXIMUM) {
          properties.writeBytes(in.copySince(from));
        }
      }
    }
    properties.writeByte(MAXIMUM_PACKET_SIZE).writeInt((int) largest);
    return in.fault() == null ? Packets.connack5(flags, code, properties) : null;
  }
}
