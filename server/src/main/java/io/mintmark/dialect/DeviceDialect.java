package io.mintmark.dialect;

import io.mintmark.login.LoginOutcome;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome;

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

  /// Writes the answer to a registration over MQTT.
  ConnectAnswer answer(RegistrationOutcome outcome);

  /// The MQTT 3 CONNACK return code for a login; 0 if admitted.
  int returnCode(LoginOutcome outcome);

  TopicRules topics();
}
