package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.DeviceDialect;
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
    if (connection.plane().admits()) {
      ask();
      return;
    }
    connection
        .plane()
        .events()
        .loginRefused(
            Reason.OVERLOADED,
            GateEvents.claimOf(attempt.identity()),
            attempt.dialect(),
            attempt.origin(),
            attempt.detail());
    refuse(new Refused(Reason.OVERLOADED));
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
      case Refused refused -> refuse(refused);
      case Admitted(DeviceIdentity identity, _) -> enter(identity, page);
    }
  }

  private void enter(DeviceIdentity identity, int page) {
    Session session = entered != null ? entered : newSession(identity);
    entered = session;
    boolean holds =
        !session.isOrderedToEnd() && connection.plane().sessions().enter(identity, session, page);
    if (session.isOrderedToEnd()) {
      leaveMap();
      connection.close();
    } else if (holds) {
      session.begin();
    } else {
      ask();
    }
  }

  private Session newSession(DeviceIdentity identity) {
    var principal = new Principal.OfDevice(identity, dialect);
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
