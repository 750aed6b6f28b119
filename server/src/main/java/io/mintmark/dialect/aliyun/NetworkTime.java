package io.mintmark.dialect.aliyun;

import io.mintmark.dialect.CompactJson;
import io.mintmark.dialect.DeviceJson;
import io.mintmark.dialect.Push;
import io.mintmark.dialect.ServiceMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The vendor's time service on `/ext/ntp/…`. A device says when it asked; it hears when the server
/// read that and when it answered, in milliseconds and as the JSON type that it used itself:
/// 4.2.0 of the C SDK sends texts and reads texts, other programs use numbers.
final class NetworkTime {

  private static final String PREFIX = "/ext/ntp/";

  /// Longest text that is said back: times have 13 digits.
  private static final int MAX_CHARS = 64;

  private NetworkTime() {}

  /// Of a topic that the device may publish to.
  static boolean serves(String topic) {
    return topic.startsWith(PREFIX);
  }

  /// Nothing for a message that no time can be found in.
  static List<Push> answer(ServiceMessage message, Instant now) {
    return DeviceJson.object(message.payload())
        .flatMap(question -> Optional.ofNullable(question.get("deviceSendTime")))
        .filter(time -> time.isNumber() || time.isString())
        .filter(time -> time.asString().length() <= MAX_CHARS)
        .map(time -> answer(time, message, now))
        .map(List::of)
        .orElse(List.of());
  }

  private static Push answer(JsonNode deviceSendTime, ServiceMessage message, Instant now) {
    long received = message.receivedAt().toEpochMilli();
    long sent = now.toEpochMilli();
    var body = CompactJson.object();
    if (deviceSendTime.isString()) {
      body.put("deviceSendTime", deviceSendTime.stringValue())
          .put("serverRecvTime", Long.toString(received))
          .put("serverSendTime", Long.toString(sent));
    } else {
      body.putVerbatim("deviceSendTime", deviceSendTime.asString())
          .put("serverRecvTime", received)
          .put("serverSendTime", sent);
    }
    var device = message.device();
    return new Push(PREFIX + device.product() + "/" + device.name() + "/response", body.toBytes());
  }
}
