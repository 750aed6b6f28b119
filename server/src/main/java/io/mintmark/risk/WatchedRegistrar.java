package io.mintmark.risk;

import io.mintmark.registration.Registrar;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.ClientAdmitted;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.registration.RegistrationRequest;
import java.util.concurrent.CompletionStage;

/// A registrar of whose outcomes the [CloneWatch] is told those that matter to it.
public final class WatchedRegistrar implements Registrar {

  private final Registrar registrar;
  private final CloneWatch watch;

  public WatchedRegistrar(Registrar registrar, CloneWatch watch) {
    this.registrar = registrar;
    this.watch = watch;
  }

  @Override
  public CompletionStage<RegistrationOutcome> register(RegistrationRequest request) {
    return registrar
        .register(request)
        .thenApply(
            outcome -> {
              tell(request, outcome);
              return outcome;
            });
  }

  private void tell(RegistrationRequest request, RegistrationOutcome outcome) {
    switch (outcome) {
      case Issued _ -> {}
      case ClientAdmitted admitted ->
          watch.unitAdmitted(admitted.identity(), admitted.clientId(), request.origin());
      case Refused(var reason) -> {
        if (reason == Reason.ALREADY_ACTIVATED) {
          watch.askedAgain(request.identity(), request.origin());
        }
      }
    }
  }
}
