package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Claim;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.event.Origin;
import io.mintmark.gate.admission.Throttle;
import io.mintmark.login.LoginOutcome;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Writes the events that only the gate knows of. What a use case decided, it reported itself.
final class GateEvents {

  private final EventLog log;
  private final InstantSource clock;

  GateEvents(EventLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /// A registration that was refused before anyone was asked.
  void registrationRefused(
      RegistrationOutcome.Reason reason,
      Claim claim,
      Dialect dialect,
      Origin origin,
      @Nullable String detail) {
    append(EventKind.REGISTRATION, reason.name(), claim, dialect, origin, detail);
  }

  /// A login that was refused before anyone was asked.
  void loginRefused(
      LoginOutcome.Reason reason,
      Claim claim,
      Dialect dialect,
      Origin origin,
      @Nullable String detail) {
    append(EventKind.LOGIN, reason.name(), claim, dialect, origin, detail);
  }

  /// A login by a version of MQTT that the broker behind does not speak.
  void versionRefused(Claim claim, @Nullable Dialect dialect, Origin origin, String detail) {
    append(EventKind.LOGIN, "PROTOCOL_VERSION", claim, dialect, origin, detail);
  }

  /// Somebody was turned away for where he comes from, before he had said who he is.
  void addressThrottled(Throttle throttle, Origin origin) {
    String address = origin.address();
    String key = address.indexOf(':') < 0 ? address : "the /64 of " + address;
    append(EventKind.SUPPRESSED, "THROTTLED", Claim.NONE, null, origin, throttle.detail(key));
  }

  /// A cloud program came to the door.
  void applicationLogin(String outcome, Origin origin, String detail) {
    append(EventKind.LOGIN, outcome, Claim.NONE, null, origin, detail);
  }

  void sessionClosed(
      Claim claim, @Nullable Dialect dialect, Origin origin, String reason, String detail) {
    append(EventKind.SESSION_CLOSED, reason, claim, dialect, origin, detail);
  }

  /// A message or subscription that was not let through, or not as it was.
  void messageRefused(
      MessageRefusal why, Claim claim, @Nullable Dialect dialect, Origin origin, String detail) {
    append(EventKind.MESSAGE_REFUSED, why.name(), claim, dialect, origin, detail);
  }

  static Claim claimOf(DeviceIdentity identity) {
    return new Claim(identity.product().value(), identity.name());
  }

  private void append(
      EventKind kind,
      String outcome,
      Claim claim,
      @Nullable Dialect dialect,
      Origin origin,
      @Nullable String detail) {
    log.append(
        new Event(
            clock.instant(),
            kind,
            outcome,
            claim.productKey(),
            claim.deviceName(),
            dialect == null ? null : dialect.name(),
            origin,
            detail == null || detail.isEmpty() ? null : detail));
  }
}
