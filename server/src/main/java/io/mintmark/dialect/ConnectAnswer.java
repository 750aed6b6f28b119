package io.mintmark.dialect;

import java.util.List;

/// The end of a registration over MQTT.
///
/// @param returnCode MQTT 3 CONNACK code; the gate translates it for MQTT 5
/// @param pushes what the device waits for, in this order; none if it was refused
public record ConnectAnswer(int returnCode, List<Push> pushes) {

  /// The device is told no more than the code.
  public static ConnectAnswer refusal(int returnCode) {
    return new ConnectAnswer(returnCode, List.of());
  }
}
