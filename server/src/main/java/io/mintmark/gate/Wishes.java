package io.mintmark.gate;

import org.jspecify.annotations.Nullable;

/// What a CONNECT asks of the broker, apart from who asks: kept by a session until it is connected
/// through, and then said to the broker unchanged.
///
/// @param level 3 (MQTT 3.1), 4 (3.1.1) or 5
/// @param properties of MQTT 5, raw, without their length; empty before
/// @param sessionExpirySeconds of MQTT 5, unsigned; 0 before
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Wishes(
    int level,
    boolean cleanStart,
    int keepAliveSeconds,
    byte[] properties,
    long sessionExpirySeconds,
    @Nullable Will will) {

  /// A message that the broker sends when the connection breaks.
  ///
  /// @param flags will flag, QoS and retain as they stand in the connect flags
  /// @param raw will properties (MQTT 5), topic and payload as they stand in the CONNECT
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Will(int flags, String topic, byte[] raw) {}

  static final int MQTT_5 = 5;

  boolean isMqtt5() {
    return level == MQTT_5;
  }

  /// Whether the broker is to keep anything beyond the connection, or has kept it from before.
  boolean wantPersistence() {
    return !cleanStart || sessionExpirySeconds > 0;
  }

  Wishes withoutWill() {
    return new Wishes(level, cleanStart, keepAliveSeconds, properties, sessionExpirySeconds, null);
  }
}
