package io.mintmark.dialect;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Notice;
import io.mintmark.login.KeyClaim;
import io.mintmark.login.LoginOutcome;
import io.mintmark.output.BindingForm;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome;
import java.time.Instant;
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

  /// Which device names itself so in a TLS handshake under a pre-shared key, and how it makes that
  /// key; empty if the name is not of this dialect's shape, or the dialect has no such devices.
  default Optional<KeyClaim> pskIdentity(String identity) {
    return Optional.empty();
  }

  /// Writes the answer to a registration over MQTT.
  ConnectAnswer answer(RegistrationOutcome outcome);

  /// The MQTT 3 CONNACK return code for a login; 0 if admitted.
  int returnCode(LoginOutcome outcome);

  TopicRules topics();

  /// The largest PUBLISH that the vendor's platform takes, with everything in it.
  default int maxPublishBytes() {
    return Integer.MAX_VALUE;
  }

  /// How many topic filters the vendor's platform lets a device hold at once.
  default int maxFilters() {
    return Integer.MAX_VALUE;
  }

  /// Whether messages that a device publishes to this topic are for the server itself, which
  /// answers them in the broker's place. Asked for every message of a device, so it must be cheap;
  /// but only about topics that [#topics] lets the device publish to, so whose they are has been
  /// looked at already.
  default boolean servesTopic(DeviceIdentity device, String topic) {
    return false;
  }

  /// Reads a message to a topic that [#servesTopic] claimed. What cannot be read is answered in the
  /// vendor's way, or not at all.
  ///
  /// @param now when the answer is written
  default ServiceReading read(ServiceMessage message, Instant now) {
    return new ServiceReading.Answer(List.of());
  }

  /// Writes what the server tells a device; empty if this vendor's devices have no ear for it.
  default Optional<Push> push(DeviceIdentity device, Notice notice) {
    return Optional.empty();
  }

  /// What the vendor's app reads from a device's QR code to bind it; empty if the vendor documents
  /// no such text.
  default Optional<BindingForm> bindingForm(DeviceIdentity device, Instant at) {
    return Optional.empty();
  }

  /// Filters that this device holds from its login on although it never subscribes to them, because
  /// the vendor's platform sends it such messages regardless. The gate subscribes for it, and
  /// connects it through to the broker at once; a dialect or a device without that gives none. What
  /// the device may publish itself is not sent back to it by these.
  ///
  /// @param connect of the login that was admitted
  default List<String> automaticSubscriptions(Connect connect, DeviceIdentity device) {
    return List.of();
  }

  /// Filters that a gateway with [#automaticSubscriptions] holds likewise for each sub-device that
  /// is online through it.
  default List<String> subDeviceSubscriptions(DeviceIdentity subDevice) {
    return List.of();
  }
}
