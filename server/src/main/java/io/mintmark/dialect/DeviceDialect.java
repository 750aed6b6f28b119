package io.mintmark.dialect;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.login.LoginOutcome;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome;
import java.util.List;
import java.util.Optional;

/// One vendor's device protocol: translation only, in both directions, without state and without
/// secrets. Safe for any thread. Bad input is never an exception.
public interface DeviceDialect {

  Dialect dialect();

  /// Whether this dialect serves an HTTP path; asked before the body is looked at.
  boolean servesPath(String path);

  /// Reads a request to a path that [#servesPath] claimed.
  HttpReading read(HttpQuestion question);

  /// Writes the answer to a request that this dialect read.
  HttpAnswer answer(HttpQuestion question, RegistrationOutcome outcome);

  /// Reads a CONNECT; [ConnectReading.NotMine] if its fields are not of this dialect's shape.
  ConnectReading read(Connect connect);

  /// Which device names itself so in a TLS handshake under a pre-shared key, the base64-decoded
  /// DeviceSecret; empty if it is not of this dialect's shape, or the dialect has no such devices.
  default Optional<DeviceIdentity> pskIdentity(String identity) {
    return Optional.empty();
  }

  /// Writes the answer to a registration over MQTT.
  ConnectAnswer answer(RegistrationOutcome outcome);

  /// The MQTT 3 CONNACK return code for a login; 0 if admitted.
  int returnCode(LoginOutcome outcome);

  TopicRules topics();

  /// Filters that this device holds from its login on although it never subscribes to them, because
  /// the vendor's platform sends it such messages regardless. The gate subscribes for it, and
  /// connects it through to the broker at once; a dialect or a device without that gives none. What
  /// the device may publish itself is not sent back to it by these.
  ///
  /// @param connect of the login that was admitted
  default List<String> automaticSubscriptions(Connect connect, DeviceIdentity device) {
    return List.of();
  }
}
