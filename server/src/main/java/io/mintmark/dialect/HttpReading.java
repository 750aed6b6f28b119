package io.mintmark.dialect;

import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationRequest;

/// What a dialect makes of an HTTP request at one of its paths.
public sealed interface HttpReading {

  /// A registration to be decided.
  record Registration(RegistrationRequest request) implements HttpReading {}

  /// Not readable as a registration; refused without asking anyone.
  ///
  /// @param detail which field and what is wrong with it, for an engineer
  record Faulty(RegistrationOutcome.Reason reason, Claim claim, String detail)
      implements HttpReading {}
}
