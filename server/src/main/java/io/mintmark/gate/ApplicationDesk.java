package io.mintmark.gate;

import io.mintmark.access.Application;
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
    int room = plane.neighbours().broker().limits().maxClientIdChars() - keyId.length() - 1;
    if (packet.clientId().isEmpty() || packet.clientId().length() > room) {
      refuse("CLIENT_ID_REFUSED", ReasonCodes.IDENTIFIER_REJECTED);
    } else if (!plane.admits()) {
      refuse("OVERLOADED", ReasonCodes.SERVER_UNAVAILABLE);
    } else {
      String token = packet.password() == null ? "" : packet.password();
      connection.await(
          () -> plane.neighbours().applicationLogin().login(keyId, token),
          this::decided,
          () -> refuse("INTERNAL", ReasonCodes.SERVER_UNAVAILABLE),
          () -> {});
    }
  }

  private void decided(Optional<Application> application) {
    if (application.isEmpty()) {
      refuse("KEY_REFUSED", ReasonCodes.BAD_USER_NAME_OR_PASSWORD);
      return;
    }
    report("ADMITTED");
    var dialects = connection.plane().neighbours().dialects();
    var principal = new Principal.OfApplication(application.get(), packet.clientId(), dialects);
    new Session(connection, principal, packet.wishes(), 0, List.of()).begin();
  }

  private void refuse(String outcome, int returnCode) {
    report(outcome);
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
