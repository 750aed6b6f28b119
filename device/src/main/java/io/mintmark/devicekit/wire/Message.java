package io.mintmark.devicekit.wire;

import java.nio.charset.StandardCharsets;

/// A message that arrived. The payload belongs to the receiver.
@SuppressWarnings("ArrayRecordComponent") // a payload is bytes; messages are not compared
public record Message(String topic, byte[] payload, int qos, boolean retained) {

  /// The payload read as UTF-8.
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }
}
