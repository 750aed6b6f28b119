package io.mintmark.dialect.tencent;

import io.mintmark.dialect.CompactJson;
import io.mintmark.dialect.DeviceJson;
import io.mintmark.dialect.Push;
import io.mintmark.dialect.ServiceMessage;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The vendor's time service on `$sys/operation/…`: the only resource that its SDKs ask for there.
/// What else is asked stays without an answer, as a resource that does not exist.
final class SystemTime {

  private static final String PREFIX = "$sys/operation/";

  private SystemTime() {}

  /// Of a topic that the device may publish to.
  static boolean serves(String topic) {
    return topic.startsWith(PREFIX);
  }

  /// Nothing for anything but a question for the time.
  static List<Push> answer(ServiceMessage message, Instant now) {
    return DeviceJson.object(message.payload()).filter(SystemTime::asksForTime).isPresent()
        ? List.of(answer(message.receivedAt(), message, now))
        : List.of();
  }

  private static boolean asksForTime(JsonNode question) {
    return question.path("type").asString("").equals("get")
        && question.path("resource").valueStream().anyMatch(SystemTime::isTime);
  }

  private static boolean isTime(JsonNode resource) {
    return resource.isString() && resource.stringValue().equals("time");
  }

  private static Push answer(Instant received, ServiceMessage message, Instant now) {
    var body =
        CompactJson.object()
            .put("type", "get")
            .put("time", now.getEpochSecond())
            .put("ntptime1", received.toEpochMilli())
            .put("ntptime2", now.toEpochMilli());
    var device = message.device();
    String topic = PREFIX + "result/" + device.product() + "/" + device.name();
    return new Push(topic, body.toBytes());
  }
}
