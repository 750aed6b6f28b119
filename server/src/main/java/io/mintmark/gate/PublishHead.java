package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// How a PUBLISH begins: all that must be known to let it through or not.
///
/// @param packetId 0 for QoS 0
record PublishHead(String topic, int qos, int packetId) {

  /// What can be said of a PUBLISH of which perhaps not all has arrived.
  sealed interface Reading {

    record Known(PublishHead head) implements Reading {}

    record TooEarly() implements Reading {}

    record Malformed() implements Reading {}
  }

  static Reading read(Frame frame) {
    if (!frame.hasBody(2)) {
      return frame.bodyLength() < 2 ? new Reading.Malformed() : new Reading.TooEarly();
    }
    ByteBuf in = frame.in();
    int topicLength = in.getUnsignedShort(frame.body());
    int qos = frame.qos();
    int length = 2 + topicLength + (qos > 0 ? 2 : 0);
    if (length > frame.bodyLength() || qos == 3) {
      return new Reading.Malformed();
    }
    if (!frame.hasBody(length)) {
      return new Reading.TooEarly();
    }
    String topic = in.toString(frame.body() + 2, topicLength, StandardCharsets.UTF_8);
    int packetId = qos > 0 ? in.getUnsignedShort(frame.body() + length - 2) : 0;
    return new Reading.Known(new PublishHead(topic, qos, packetId));
  }

  /// What stands behind the head of a PUBLISH that has arrived whole; null if the properties of
  /// MQTT 5 before it are longer than the packet.
  static byte @Nullable [] payload(Frame frame, int level) {
    int topicLength = frame.in().getUnsignedShort(frame.body());
    int from = frame.body() + 2 + topicLength + (frame.qos() > 0 ? 2 : 0);
    var in = new WireReader(frame.in(), from, frame.end());
    if (level == Wishes.MQTT_5) {
      in.bytes(in.variableLength());
    }
    byte[] payload = in.bytes(in.remaining());
    return in.fault() == null ? payload : null;
  }
}
