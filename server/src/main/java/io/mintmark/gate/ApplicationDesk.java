package io.mintmark.gate;

import io.mintmark.access.Application;
import io.mintmark.gate.admission.Throttle;
import java.util.List;
import java.util.Optional;

/// The login of a cloud program by its application key. Programs of one key are told apart by their
/// client ids, so that they neither share a session nor throw each other out.
final class ApplicationDesk {

  private final MqttConnection connection;
  private final ConnectPacket packet;
  private final String keyId;

  ApplicationDesk(MqttConnection connection, ConnectPacket packet, String keyId) {
    this.connection = connection;
    this.packet = packet;
    this.keyId = keyId;
  }

  void receive() {
    Plane plane = connection.plane();
    Throttle throttle = connection.visit().throttleOfKey(keyId);
    int room = plane.neighbours().broker().limits().maxClientIdChars() - keyId.length() - 1;
    if (throttle != null) {
      refuseThrottled(throttle);
    } else if (packet.clientId().isEmpty() || packet.clientId().length() > room) {
      refuse("CLIENT_ID_REFUSED", ReasonCodes.IDENTIFIER_REJECTED);
    } else if (!plane.admits()) {
      plane.counters().overloaded.increment();
      refuse("OVERLOADED", ReasonCodes.SERVER_UNAVAILABLE);
    } else {
      ask();
    }
  }

  private void ask() {
    Plane plane = connection.plane();
    String token = packet.password() == null ? "" : packet.password();
    long page = plane.applications().page(); // before the decision
    connection.await(
        () -> plane.neighbours().applicationLogin().login(keyId, token),
        application -> decided(application, page),
        () -> refuse("INTERNAL", ReasonCodes.SERVER_UNAVAILABLE),
        () -> {});
  }

  private void decided(Optional<Application> application, long page) {
    if (application.isEmpty()) {
      connection.visit().keyFailed(keyId);
      refuse("KEY_REFUSED", ReasonCodes.BAD_USER_NAME_OR_PASSWORD);
      return;
    }
    connection.visit().keyHeld(keyId);
    var dialects = connection.plane().neighbours().dialects();
    var principal = new Principal.OfApplication(application.get(), packet.clientId(), dialects);
    var session = new Session(connection, principal, packet.wishes(), 0, List.of());
    if (connection.plane().applications().enter(keyId, session, page)) {
      report("ADMITTED");
      session.begin();
    } else {
      ask();
    }
  }

  private void refuseThrottled(Throttle throttle) {
    if (throttle.isNews()) {
      var origin = connection.visit().mqttOrigin();
      String detail = throttle.detail("application key " + keyId);
      connection.plane().events().applicationLogin("THROTTLED", origin, detail);
    }
    leave(ReasonCodes.SERVER_UNAVAILABLE);
  }

  private void refuse(String outcome, int returnCode) {
    report(outcome);
    leave(returnCode);
  }

  private void leave(int returnCode) {
    connection.plane().counters().loginRefusals.increment();
    connection.leave(Packets.connack(packet.wishes().level(), returnCode));
  }

  private void report(String outcome) {
    connection
        .plane()
        .events()
        .applicationLogin(
            outcome,
            connection.visit().mqttOrigin(),
            "application key %s, client id %s".formatted(keyId, packet.clientId()));
  }
}
