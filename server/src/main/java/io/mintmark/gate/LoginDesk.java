package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.DeviceDialect;
import io.mintmark.gate.admission.Throttle;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome;
import io.mintmark.login.LoginOutcome.Admitted;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.login.LoginOutcome.Refused;
import org.jspecify.annotations.Nullable;

/// The login of one device: decided by the use case, then bound to the identity.
final class LoginDesk {

  private final MqttConnection connection;
  private final DeviceDialect dialect;
  private final ConnectPacket packet;
  private final LoginAttempt attempt;
  private final long arrival;

  /// Stands in the session map while the decision is being made anew.
  private @Nullable Session entered;

  LoginDesk(
      MqttConnection connection,
      DeviceDialect dialect,
      ConnectPacket packet,
      LoginAttempt attempt) {
    this.connection = connection;
    this.dialect = dialect;
    this.packet = packet;
    this.attempt = attempt;
    this.arrival = connection.plane().sessions().arrival();
  }

  void receive() {
    Throttle throttle = connection.visit().throttleOf(attempt.identity());
    if (throttle != null) {
      if (throttle.isNews()) {
        report(Reason.THROTTLED, throttle.detail(attempt.identity().toString()));
      }
      refuse(new Refused(Reason.THROTTLED));
    } else if (!connection.plane().admits()) {
      connection.plane().counters().overloaded.increment();
      report(Reason.OVERLOADED, attempt.detail());
      refuse(new Refused(Reason.OVERLOADED));
    } else {
      ask();
    }
  }

  private void report(Reason reason, @Nullable String detail) {
    connection
        .plane()
        .events()
        .loginRefused(
            reason,
            GateEvents.claimOf(attempt.identity()),
            attempt.dialect(),
            attempt.origin(),
            detail);
  }

  private void ask() {
    Plane plane = connection.plane();
    int page = plane.sessions().page(attempt.identity()); // before the decision, see SessionMap
    connection.await(
        () -> plane.neighbours().deviceLogin().login(attempt),
        outcome -> decided(outcome, page),
        () -> refuse(new Refused(Reason.INTERNAL)),
        this::leaveMap);
  }

  private void decided(LoginOutcome outcome, int page) {
    switch (outcome) {
      case Refused refused -> {
        connection.visit().failed(Blame.of(refused.reason()), attempt.identity());
        refuse(refused);
      }
      case Admitted admitted -> enter(admitted, page);
    }
  }

  private void enter(Admitted admitted, int page) {
    DeviceIdentity identity = admitted.identity();
    Session session = entered != null ? entered : newSession(admitted);
    entered = session;
    boolean holds =
        !session.isOrderedToEnd() && connection.plane().sessions().enter(identity, session, page);
    if (session.isOrderedToEnd()) {
      leaveMap();
      connection.close();
    } else if (holds) {
      connection.visit().granted(identity);
      session.begin();
    } else {
      ask();
    }
  }

  private Session newSession(Admitted admitted) {
    var identity = admitted.identity();
    var principal =
        new Principal.OfDevice(identity, admitted.clientId(), admitted.rules(), dialect);
    var connect = packet.asConnect(connection.visit());
    return new Session(
        connection,
        principal,
        packet.wishes(),
        arrival,
        dialect.automaticSubscriptions(connect, identity));
  }

  private void refuse(Refused outcome) {
    leaveMap();
    connection.plane().counters().loginRefusals.increment();
    int level = packet.wishes().level();
    connection.leave(Packets.connack(level, dialect.returnCode(outcome)));
  }

  private void leaveMap() {
    if (entered != null) {
      connection.plane().sessions().leave(attempt.identity(), entered);
    }
  }
}
