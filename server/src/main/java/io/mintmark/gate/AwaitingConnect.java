package io.mintmark.gate;

import io.mintmark.dialect.Claim;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.Dialects;
import io.mintmark.gate.ConnectReader.Reading;
import io.mintmark.login.LoginOutcome;
import io.mintmark.product.Dialect;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// The first stage: nothing is known of the peer but its address. Ends with a whole CONNECT, or
/// with the refusal of something else.
final class AwaitingConnect implements Stage {

  private final MqttConnection connection;

  AwaitingConnect(MqttConnection connection) {
    this.connection = connection;
  }

  @Override
  public void read(ByteBuf in) {
    Frame frame = Frame.at(in, in.readerIndex());
    if (frame == null) {
      return;
    }
    if (frame.isMalformed() || frame.type() != Frame.CONNECT) {
      in.skipBytes(in.readableBytes());
      turnAway();
    } else if (frame.length() > connection.plane().limits().maxConnectBytes()) {
      in.skipBytes(in.readableBytes());
      connection.visit().tooLarge();
      connection.leave();
    } else if (frame.isWhole()) {
      Reading reading = ConnectReader.read(frame);
      in.readerIndex(frame.end());
      connection.visit().greeted();
      receive(reading);
    }
  }

  private void receive(Reading reading) {
    switch (reading) {
      case Reading.Good(var packet) -> new Reception(connection, packet).receive();
      case Reading.NotMqtt() -> turnAway();
      case Reading.UnknownLevel() -> {
        connection.visit().malformed();
        connection.leave(Packets.connack(4, ReasonCodes.UNSUPPORTED_VERSION));
      }
      case Reading.Faulty(int level, String fault, var claimed) -> {
        connection.visit().malformed();
        report(fault, claimed);
        connection.leave(refusal(level, fault));
      }
    }
  }

  private static ByteBuf refusal(int level, String fault) {
    if (level < Wishes.MQTT_5) {
      return Packets.connack(level, ReasonCodes.IDENTIFIER_REJECTED);
    }
    boolean authentication = fault.equals(ConnectProperties.EXTENDED_AUTHENTICATION);
    return Packets.connack5(
        authentication ? ReasonCodes.BAD_AUTHENTICATION_METHOD : ReasonCodes.MALFORMED_PACKET,
        new byte[0]);
  }

  /// A packet may be malformed and yet say who sent it; then its product's owner hears of it.
  private void report(String fault, @Nullable ConnectPacket claimed) {
    if (claimed == null) {
      return;
    }
    Dialects dialects = connection.plane().neighbours().dialects();
    dialects
        .read(claimed.asConnect(connection.visit()))
        .ifPresent(read -> report(fault, claimOf(read.reading()), read.dialect().dialect()));
  }

  private void report(String fault, Claim claim, Dialect dialect) {
    var origin = connection.visit().mqttOrigin();
    var reason = LoginOutcome.Reason.MALFORMED;
    connection.plane().events().loginRefused(reason, claim, dialect, origin, fault);
  }

  private static Claim claimOf(ConnectReading reading) {
    return switch (reading) {
      case ConnectReading.NotMine() -> Claim.NONE;
      case ConnectReading.Registration(var request) -> GateEvents.claimOf(request.identity());
      case ConnectReading.Login(var attempt) -> GateEvents.claimOf(attempt.identity());
      case ConnectReading.FaultyRegistration(_, var claim, _) -> claim;
      case ConnectReading.FaultyLogin(_, var claim, _) -> claim;
    };
  }

  private void turnAway() {
    connection.visit().malformed();
    connection.leave();
  }

  @Override
  public void inputEnded() {
    connection.close(); // half a CONNECT, or none
  }

  @Override
  public void expired() {
    connection.close();
  }

  @Override
  public void closed() {}
}
