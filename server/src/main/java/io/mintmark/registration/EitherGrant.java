package io.mintmark.registration;

import io.mintmark.device.Device;
import io.mintmark.device.Identities;
import io.mintmark.product.RegistrationMode;
import io.mintmark.registration.RegistrationOutcome.Manner;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Registers devices that do not say whether they are listed: one that is there as a listed one,
/// and one that is not by creating it, where the product allows that (自动创建). A device so created
/// has a secret of its own and is from then on treated like any other.
final class EitherGrant implements Grant {

  private final Identities identities;
  private final ListedGrant listed;
  private final FreshSecrets secrets;
  private final InstantSource clock;

  EitherGrant(
      Identities identities, ListedGrant listed, FreshSecrets secrets, InstantSource clock) {
    this.identities = identities;
    this.listed = listed;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Optional<RegistrationOutcome>> to(Applicant applicant) {
    if (applicant.device().isPresent()) {
      return listed.issue(applicant, applicant.device().get());
    }
    var product = applicant.product();
    if (product.rules().registration() != RegistrationMode.UNLISTED) {
      return Grant.refused(Reason.DEVICE_NOT_LISTED);
    }
    if (product.dialect().format().faultOfName(applicant.identity().name()).isPresent()) {
      return Grant.refused(Reason.NAME_NOT_ALLOWED);
    }
    return create(applicant);
  }

  private CompletionStage<Optional<RegistrationOutcome>> create(Applicant applicant) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var secret = secrets.deviceSecret(applicant.product(), applicant.identity());
    var fresh = Device.unlisted(applicant.identity(), secret, applicant.secretVersion(), now);
    return identities
        .create(fresh, applicant.product().rules().unlistedNames())
        .thenApply(
            creation ->
                switch (creation) {
                  case CREATED -> Optional.of(listed.issued(applicant, fresh, Manner.CREATED));
                  case NAME_TAKEN -> Optional.empty();
                  case TOO_MANY_NAMES -> Optional.of(new Refused(Reason.TOO_MANY_NAMES));
                });
  }
}
