package io.mintmark.broker;

import java.time.Duration;
import java.util.Objects;

/// What the broker enforces on every connection. MQTT 5 clients learn the first, second and last in
/// the CONNACK; older ones are cut off when they exceed a limit.
///
/// @param maxPacketBytes largest whole MQTT packet the broker reads
/// @param receiveMaximum QoS 1 and 2 messages an MQTT 5 client may have unacknowledged towards the
///     broker; one more and it is disconnected (HiveMQ does not apply it to MQTT 3)
/// @param maxClientIdChars longest client id
/// @param maxTopicChars longest topic name or filter
/// @param sessionExpiry how long a persistent session outlives its connection; all of MQTT 3's, and
///     the most that MQTT 5 may ask for
public record BrokerLimits(
    int maxPacketBytes,
    int receiveMaximum,
    int maxClientIdChars,
    int maxTopicChars,
    Duration sessionExpiry) {

  /// Room for the 256 KiB messages of both vendors with their headers, and for their longest client
  /// ids and topics several times over. Seven days is what Aliyun keeps QoS 1 messages for.
  public static final BrokerLimits DEFAULT =
      new BrokerLimits(512 * 1024, 100, 1024, 1024, Duration.ofDays(7));

  public BrokerLimits {
    Objects.requireNonNull(sessionExpiry, "sessionExpiry");
    requireRange("maxPacketBytes", maxPacketBytes, 1024, 268_435_460);
    requireRange("receiveMaximum", receiveMaximum, 1, 65_535);
    requireRange("maxClientIdChars", maxClientIdChars, 256, 65_535);
    requireRange("maxTopicChars", maxTopicChars, 256, 65_535);
    requireRange("sessionExpiry", sessionExpiry.toSeconds(), 0, 0xFFFF_FFFFL);
  }

  private static void requireRange(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", was " + value);
    }
  }
}
