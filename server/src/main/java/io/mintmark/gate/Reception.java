package io.mintmark.gate;

import io.mintmark.access.ApplicationLogin;
import io.mintmark.dialect.Claim;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.DeviceDialect;
import io.mintmark.dialect.Dialects;
import io.mintmark.login.LoginOutcome;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome;
import org.jspecify.annotations.Nullable;

/// Finds out what a well-formed CONNECT wants, and sends it to the desk that deals with that.
final class Reception {

  private final MqttConnection connection;
  private final ConnectPacket packet;

  Reception(MqttConnection connection, ConnectPacket packet) {
    this.connection = connection;
    this.packet = packet;
  }

  void receive() {
    if (connection.visit().isThrottled(connection.visit().mqttOrigin())) {
      refuse(ReasonCodes.SERVER_UNAVAILABLE);
      return;
    }
    String username = packet.username();
    if (username != null && ApplicationLogin.claims(username)) {
      if (isTooNew()) {
        refuseVersion(Claim.NONE, null, "application key " + username);
        return;
      }
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
        connection.visit().failed(Blame.of(reason), claim);
        events.registrationRefused(reason, claim, dialect.dialect(), origin, detail);
        new RegistrationDesk(connection, dialect, level())
            .answer(new RegistrationOutcome.Refused(reason));
      }
      case ConnectReading.Login(var attempt) -> {
        if (isTooNew()) {
          refuseVersion(GateEvents.claimOf(attempt.identity()), dialect.dialect(), "");
        } else {
          new LoginDesk(connection, dialect, packet, attempt).receive();
        }
      }
      case ConnectReading.FaultyLogin(var reason, var claim, var detail) -> {
        var origin = connection.visit().mqttOrigin();
        connection.visit().failed(Blame.of(reason), claim);
        events.loginRefused(reason, claim, dialect.dialect(), origin, detail);
        refuse(dialect.returnCode(new LoginOutcome.Refused(reason)));
      }
    }
  }

  /// Clients of MQTT 5 that are told so come again with an older version.
  private boolean isTooNew() {
    return level() > connection.plane().brokerFeatures().highestLevel();
  }

  private void refuseVersion(Claim claim, @Nullable Dialect dialect, String detail) {
    connection
        .plane()
        .events()
        .versionRefused(claim, dialect, connection.visit().mqttOrigin(), detail);
    refuse(ReasonCodes.UNSUPPORTED_VERSION);
  }

  private void refuseStranger() {
    connection.visit().failed(Blame.PEER, Claim.NONE);
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
