package io.mintmark.gate;

import io.mintmark.dialect.ConnectAnswer;
import io.mintmark.dialect.DeviceDialect;
import io.mintmark.gate.admission.Throttle;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.registration.RegistrationRequest;
import org.jspecify.annotations.Nullable;

/// Registration over MQTT: CONNACK, a PUBLISH or two, close. It never reaches the broker, is not a
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
    Visit visit = connection.visit();
    Throttle throttle = visit.throttleOf(request.identity());
    if (throttle != null) {
      refuseThrottled(request, throttle);
    } else if (!visit.isEncrypted() && !plane.settings().plainRegistration()) {
      visit.failed(Blame.of(Reason.PLAIN_TRANSPORT), request.identity());
      refuseUnasked(request, Reason.PLAIN_TRANSPORT, null);
    } else if (!plane.admits()) {
      plane.counters().overloaded.increment();
      refuseUnasked(request, Reason.OVERLOADED, null);
    } else {
      connection.await(
          () -> plane.neighbours().registrar().register(request),
          outcome -> {
            visit.decided(outcome, request.identity());
            answer(outcome);
          },
          () -> answer(new Refused(Reason.INTERNAL)),
          () -> {});
    }
  }

  private void refuseThrottled(RegistrationRequest request, Throttle throttle) {
    if (throttle.isNews()) {
      String detail = throttle.detail(request.identity().toString());
      refuseUnasked(request, Reason.THROTTLED, detail);
    } else {
      answer(new Refused(Reason.THROTTLED));
    }
  }

  private void refuseUnasked(RegistrationRequest request, Reason reason, @Nullable String detail) {
    connection
        .plane()
        .events()
        .registrationRefused(
            reason,
            GateEvents.claimOf(request.identity()),
            request.dialect(),
            request.origin(),
            detail);
    answer(new Refused(reason));
  }

  /// Tells the device; one that was accepted is then left to close by itself.
  void answer(RegistrationOutcome outcome) {
    connection.plane().counters().registration(!(outcome instanceof Refused));
    ConnectAnswer answer = dialect.answer(outcome);
    var connack = Packets.connack(level, answer.returnCode());
    if (answer.returnCode() != 0 || answer.pushes().isEmpty()) {
      connection.leave(connack);
      return;
    }
    connection.write(connack);
    for (var push : answer.pushes()) {
      connection.write(Packets.publish(connection.alloc(), level, push));
    }
    connection.become(new Registered(connection));
  }
}
