package io.mintmark.dialect;

import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationRequest;

/// What a dialect makes of an MQTT CONNECT.
public sealed interface ConnectReading {

  /// Another dialect's, or nobody's.
  record NotMine() implements ConnectReading {}

  /// A registration over MQTT: CONNACK, one PUBLISH, close.
  record Registration(RegistrationRequest request) implements ConnectReading {}

  /// A login.
  record Login(LoginAttempt attempt) implements ConnectReading {}

  /// This dialect's, meant as a registration, but refused without asking anyone.
  ///
  /// @param detail which field and what is wrong with it, for an engineer
  record FaultyRegistration(RegistrationOutcome.Reason reason, Claim claim, String detail)
      implements ConnectReading {}

  /// This dialect's, meant as a login, but refused without asking anyone.
  ///
  /// @param detail which field and what is wrong with it, for an engineer
  record FaultyLogin(LoginOutcome.Reason reason, Claim claim, String detail)
      implements ConnectReading {}
}
