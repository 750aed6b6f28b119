package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

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
}
