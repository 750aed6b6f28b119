package io.mintmark.devicekit;

/// What the server answered to a registration.
public sealed interface RegistrationOutcome {

  /// The device now has a secret of its own.
  record Registered(Credential credential) implements RegistrationOutcome {}

  /// The server said no. `code` is the vendor's code as text (over MQTT, the CONNACK code) and
  /// `message` whatever words came with it, perhaps none.
  record Refused(String code, String message) implements RegistrationOutcome {}
}
