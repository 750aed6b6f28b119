package io.mintmark.registration;

import io.mintmark.device.Rounds;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The rules of one kind of registration, for those who may register at all.
interface Grant {

  /// Empty if the name changed hands meanwhile, so that it has to be looked at again.
  CompletionStage<Optional<RegistrationOutcome>> to(Applicant applicant);

  static CompletionStage<Optional<RegistrationOutcome>> refused(Reason reason) {
    return Rounds.decided(new Refused(reason));
  }
}
