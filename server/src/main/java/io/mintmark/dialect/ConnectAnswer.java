package io.mintmark.dialect;

import java.util.Optional;

/// The end of a registration over MQTT.
///
/// @param returnCode MQTT 3 CONNACK code; the gate translates it for MQTT 5
/// @param push what the device waits for, if it was accepted
public record ConnectAnswer(int returnCode, Optional<Push> push) {}
