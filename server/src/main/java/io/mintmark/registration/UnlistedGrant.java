package io.mintmark.registration;

import io.mintmark.device.DeviceClients;
import io.mintmark.device.DeviceClients.NewClient;
import io.mintmark.device.DeviceTokens;
import io.mintmark.product.RegistrationMode;
import io.mintmark.registration.RegistrationOutcome.ClientAdmitted;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.vault.SecretText;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Admits units under names that nobody listed (免预注册). Nothing on the wire tells one unit from
/// another, so each registration is a unit of its own with a ClientID and DeviceToken of its own; a
/// unit whose answer was lost takes another place.
final class UnlistedGrant implements Grant {

  private final DeviceClients clients;
  private final DeviceTokens tokens;
  private final FreshSecrets secrets;
  private final InstantSource clock;

  UnlistedGrant(
      DeviceClients clients, DeviceTokens tokens, FreshSecrets secrets, InstantSource clock) {
    this.clients = clients;
    this.tokens = tokens;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Optional<RegistrationOutcome>> to(Applicant applicant) {
    var product = applicant.product();
    if (product.rules().registration() != RegistrationMode.UNLISTED) {
      return Grant.refused(Reason.UNLISTED_NOT_OFFERED);
    }
    if (applicant.device().isEmpty()
        && product.dialect().format().faultOfName(applicant.identity().name()).isPresent()) {
      return Grant.refused(Reason.NAME_NOT_ALLOWED);
    }
    return admit(applicant);
  }

  private CompletionStage<Optional<RegistrationOutcome>> admit(Applicant applicant) {
    var identity = applicant.identity();
    var product = applicant.product();
    String clientId = secrets.clientId(product);
    SecretText token = secrets.deviceToken(product);
    var unit =
        new NewClient(
            identity,
            clientId,
            tokens.hash(identity, clientId, token),
            secrets.deviceSecret(product, identity),
            product.rules().clientsPerName(),
            product.rules().unlistedNames(),
            applicant.secretVersion(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    var admitted = new ClientAdmitted(identity, clientId, token, product.rules().pushOnRegister());
    return clients
        .admit(unit)
        .thenApply(
            admission ->
                Optional.of(
                    switch (admission) {
                      case ADMITTED -> admitted;
                      case NAME_IS_LISTED -> new Refused(Reason.NAME_IS_LISTED);
                      case DEVICE_DISABLED -> new Refused(Reason.DEVICE_DISABLED);
                      case DEVICE_HELD -> new Refused(Reason.DEVICE_HELD);
                      case TOO_MANY_CLIENTS -> new Refused(Reason.TOO_MANY_CLIENTS);
                      case TOO_MANY_NAMES -> new Refused(Reason.TOO_MANY_NAMES);
                    }));
  }
}
