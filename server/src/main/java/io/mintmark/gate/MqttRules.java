package io.mintmark.gate;

/// How much of MQTT a client may use. The vendors' platforms serve less of it than a broker does,
/// and a device that works here is to work there too.
///
/// @param plainOnly no QoS 2, no retained messages, no wills
/// @param maxPublishBytes largest PUBLISH, all of it
/// @param maxFilters topic filters that it may hold at once
record MqttRules(boolean plainOnly, int maxPublishBytes, int maxFilters) {

  /// All that the broker serves.
  static final MqttRules FULL = new MqttRules(false, Integer.MAX_VALUE, Integer.MAX_VALUE);
}
