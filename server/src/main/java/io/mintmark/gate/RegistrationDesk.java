package io.mintmark.gate;

import io.mintmark.dialect.ConnectAnswer;
import io.mintmark.dialect.DeviceDialect;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.registration.RegistrationRequest;

/// Registration over MQTT: CONNACK, one PUBLISH, close. It never reaches the broker, is not a
/// session, and disturbs none.
final class RegistrationDesk {

  private final MqttConnection connection;
  private final DeviceDialect dialect;
  private final int level;

  RegistrationDesk(MqttConnection connection, DeviceDialect dialect, int level) {
    this.connection = connection;
    this.dialect = dialect;
    this.level = level;
  }

  void receive(RegistrationRequest request) {
    Plane plane = connection.plane();
    if (!connection.visit().isEncrypted() && !plane.settings().plainRegistration()) {
      refuseUnasked(request, Reason.PLAIN_TRANSPORT);
    } else if (!plane.admits()) {
      refuseUnasked(request, Reason.OVERLOADED);
    } else {
      connection.await(
          () -> plane.neighbours().registrar().register(request),
          this::answer,
          () -> answer(new Refused(Reason.INTERNAL)),
          () -> {});
    }
  }

  private void refuseUnasked(RegistrationRequest request, Reason reason) {
    connection
        .plane()
        .events()
        .registrationRefused(
            reason,
            GateEvents.claimOf(request.identity()),
            request.dialect(),
            request.origin(),
            null);
    answer(new Refused(reason));
  }

  /// Tells the device; one that was accepted is then left to close by itself.
  void answer(RegistrationOutcome outcome) {
    connection.plane().counters().registration(outcome instanceof Issued);
    ConnectAnswer answer = dialect.answer(outcome);
    var connack = Packets.connack(level, answer.returnCode());
    if (answer.returnCode() != 0 || answer.push().isEmpty()) {
      connection.leave(connack);
      return;
    }
    connection.write(connack);
    connection.write(Packets.publish(connection.alloc(), level, answer.push().get()));
    connection.become(new Registered(connection));
  }
}
