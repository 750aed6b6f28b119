package io.mintmark.registration;

import io.mintmark.device.Device;
import io.mintmark.device.Device.RegistrationBar;
import io.mintmark.device.Identities;
import io.mintmark.device.Rounds;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Manner;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Registers devices whose names were listed before (预注册). Until its activation a device gets the
/// same secret however often it asks, so that a lost answer bricks no unit and a replayed request
/// spoils none.
final class ListedGrant implements Grant {

  private final Identities identities;
  private final Vault vault;
  private final InstantSource clock;

  ListedGrant(Identities identities, Vault vault, InstantSource clock) {
    this.identities = identities;
    this.vault = vault;
    this.clock = clock;
  }

  /// A device that unlisted registration made has no secret that a unit could be given.
  @Override
  public CompletionStage<Optional<RegistrationOutcome>> to(Applicant applicant) {
    return applicant
        .device()
        .filter(device -> !device.isUnlisted())
        .map(device -> issue(applicant, device))
        .orElseGet(() -> Grant.refused(Reason.DEVICE_NOT_LISTED));
  }

  /// Issues its own secret to a device, unless something bars it. Only what changes is written.
  CompletionStage<Optional<RegistrationOutcome>> issue(Applicant applicant, Device device) {
    var bar = device.registrationBar();
    if (bar.isPresent()) {
      return Grant.refused(reasonOf(bar.get()));
    }
    boolean repeated = device.registeredAt() != null;
    if (repeated && device.registeredWith() == applicant.secretVersion()) {
      return Rounds.decided(issued(applicant, device, Manner.REPEATED));
    }
    return Rounds.onceWritten(
        identities.markRegistered(device, applicant.secretVersion(), clock.instant()),
        () -> issued(applicant, device, repeated ? Manner.REPEATED : Manner.FIRST));
  }

  RegistrationOutcome issued(Applicant applicant, Device device, Manner manner) {
    SecretText deviceSecret =
        vault.open(applicant.product().dataKey(), device.identity().secretRow(), device.secret());
    return new Issued(device.identity(), deviceSecret, applicant.productSecret(), manner);
  }

  private static Reason reasonOf(RegistrationBar bar) {
    return switch (bar) {
      case DISABLED -> Reason.DEVICE_DISABLED;
      case HELD -> Reason.DEVICE_HELD;
      case ACTIVATED -> Reason.ALREADY_ACTIVATED;
    };
  }
}
