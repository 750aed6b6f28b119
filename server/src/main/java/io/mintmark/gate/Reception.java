package io.mintmark.gate;

import io.mintmark.access.ApplicationLogin;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.DeviceDialect;
import io.mintmark.dialect.Dialects;
import io.mintmark.login.LoginOutcome;
import io.mintmark.registration.RegistrationOutcome;

/// Finds out what a well-formed CONNECT wants, and sends it to the desk that deals with that.
final class Reception {

  private final MqttConnection connection;
  private final ConnectPacket packet;

  Reception(MqttConnection connection, ConnectPacket packet) {
    this.connection = connection;
    this.packet = packet;
  }

  void receive() {
    String username = packet.username();
    if (username != null && ApplicationLogin.claims(username)) {
      new ApplicationDesk(connection, packet, username).receive();
      return;
    }
    var connect = packet.asConnect(connection.visit());
    connection
        .plane()
        .neighbours()
        .dialects()
        .read(connect)
        .ifPresentOrElse(this::dispatch, this::refuseStranger);
  }

  private void dispatch(Dialects.Read read) {
    DeviceDialect dialect = read.dialect();
    var events = connection.plane().events();
    switch (read.reading()) {
      case ConnectReading.NotMine() -> refuseStranger();
      case ConnectReading.Registration(var request) ->
          new RegistrationDesk(connection, dialect, level()).receive(request);
      case ConnectReading.FaultyRegistration(var reason, var claim, var detail) -> {
        var origin = connection.visit().mqttOrigin();
        events.registrationRefused(reason, claim, dialect.dialect(), origin, detail);
        new RegistrationDesk(connection, dialect, level())
            .answer(new RegistrationOutcome.Refused(reason));
      }
      case ConnectReading.Login(var attempt) ->
          new LoginDesk(connection, dialect, packet, attempt).receive();
      case ConnectReading.FaultyLogin(var reason, var claim, var detail) -> {
        var origin = connection.visit().mqttOrigin();
        events.loginRefused(reason, claim, dialect.dialect(), origin, detail);
        refuse(dialect.returnCode(new LoginOutcome.Refused(reason)));
      }
    }
  }

  private void refuseStranger() {
    refuse(ReasonCodes.IDENTIFIER_REJECTED);
  }

  private void refuse(int returnCode) {
    connection.plane().counters().loginRefusals.increment();
    connection.leave(Packets.connack(level(), returnCode));
  }

  private int level() {
    return packet.wishes().level();
  }
}
