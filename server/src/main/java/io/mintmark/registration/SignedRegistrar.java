package io.mintmark.registration;

import io.mintmark.device.DeviceClients;
import io.mintmark.device.DeviceTokens;
import io.mintmark.device.Identities;
import io.mintmark.device.Listing;
import io.mintmark.device.Rounds;
import io.mintmark.device.StoreOverloadedException;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.product.Product;
import io.mintmark.product.ProductSecret;
import io.mintmark.refusal.WrongProofs;
import io.mintmark.registration.RegistrationOutcome.ClientAdmitted;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Registers devices that sign with their product's secret: what all kinds of registration have in
/// common. Nothing about a device is looked at before the proof holds; what a device then gets is
/// for the [Grant] of its kind to say.
public final class SignedRegistrar implements Registrar {

  private static final Logger LOG = LoggerFactory.getLogger(SignedRegistrar.class);

  private final Identities identities;
  private final Vault vault;
  private final ProofCheck proofs;
  private final EventLog events;
  private final WrongProofs wrongProofs;
  private final InstantSource clock;
  private final Grant listed;
  private final Grant unlisted;
  private final Grant either;

  public SignedRegistrar(
      Identities identities,
      DeviceClients clients,
      Vault vault,
      ProofCheck proofs,
      EventLog events,
      WrongProofs wrongProofs,
      SecureRandom random,
      InstantSource clock) {
    this.identities = identities;
    this.vault = vault;
    this.proofs = proofs;
    this.events = events;
    this.wrongProofs = wrongProofs;
    this.clock = clock;
    var secrets = new FreshSecrets(vault, random);
    var listedGrant = new ListedGrant(identities, vault, clock);
    this.listed = listedGrant;
    this.unlisted = new UnlistedGrant(clients, new DeviceTokens(vault), secrets, clock);
    this.either = new EitherGrant(identities, listedGrant, secrets, clock);
  }

  @Override
  public CompletionStage<RegistrationOutcome> register(RegistrationRequest request) {
    return Rounds.decide(
            () -> identities.find(request.identity()), listing -> rule(request, listing))
        .exceptionally(failure -> new Ruling(new Refused(reasonOf(request, failure)), ""))
        .thenApply(
            ruling -> {
              report(request, ruling);
              return ruling.outcome;
            });
  }

  /// An outcome and what an engineer is told beside it.
  private record Ruling(RegistrationOutcome outcome, String told) {}

  private CompletionStage<Optional<Ruling>> rule(
      RegistrationRequest request, Optional<Listing> listing) {
    if (listing.isEmpty()) {
      proofs.pretend(request.proof());
      return refused(Reason.PRODUCT_UNKNOWN);
    }
    Product product = listing.get().product();
    if (product.dialect() != request.dialect()) {
      proofs.pretend(request.proof());
      return refused(Reason.DIALECT_MISMATCH);
    }
    var applicant = proven(request, listing.get());
    if (applicant.isEmpty()) {
      var refusal = event(request, Reason.PROOF_WRONG.name(), null);
      var device = listing.get().device().orElse(null);
      wrongProofs.report(refusal, request.proof(), product, device);
      return refused(Reason.PROOF_WRONG);
    }
    if (!product.rules().registrationOn()) {
      return refused(Reason.REGISTRATION_OFF);
    }
    String told = applicant.get().told();
    return grant(request.kind())
        .to(applicant.get())
        .thenApply(granted -> granted.map(outcome -> new Ruling(outcome, told)));
  }

  private Grant grant(RegistrationRequest.Kind kind) {
    return switch (kind) {
      case LISTED -> listed;
      case UNLISTED -> unlisted;
      case EITHER -> either;
    };
  }

  /// Tries every version of the secret that is accepted now.
  private Optional<Applicant> proven(RegistrationRequest request, Listing listing) {
    var product = listing.product();
    for (ProductSecret candidate : product.acceptedSecrets()) {
      SecretText secret = candidate.open(vault, product);
      if (proofs.holds(request.proof(), secret)) {
        return Optional.of(
            new Applicant(
                request.identity(), product, listing.device(), candidate.version(), secret));
      }
    }
    return Optional.empty();
  }

  private static CompletionStage<Optional<Ruling>> refused(Reason reason) {
    return Rounds.decided(new Ruling(new Refused(reason), ""));
  }

  private static Reason reasonOf(RegistrationRequest request, Throwable failure) {
    Throwable cause = Rounds.causeOf(failure);
    if (cause instanceof StoreOverloadedException) {
      return Reason.OVERLOADED;
    }
    LOG.error("registration of {} failed", request.identity(), cause);
    return Reason.INTERNAL;
  }

  /// A wrong proof was reported where it was found.
  private void report(RegistrationRequest request, Ruling ruling) {
    switch (ruling.outcome) {
      case Issued issued ->
          append(
              request,
              switch (issued.manner()) {
                case CREATED -> "CREATED";
                case FIRST -> "ISSUED";
                case REPEATED -> "REPEATED";
              },
              ruling.told);
      case ClientAdmitted admitted -> {
        String client = "client " + admitted.clientId();
        append(request, "ADMITTED", ruling.told.isEmpty() ? client : client + ", " + ruling.told);
      }
      case Refused(var reason) -> {
        if (reason != Reason.PROOF_WRONG) {
          append(request, reason.name(), ruling.told);
        }
      }
    }
  }

  private void append(RegistrationRequest request, String word, String told) {
    events.append(event(request, word, told.isEmpty() ? null : told));
  }

  private Event event(RegistrationRequest request, String word, @Nullable String detail) {
    return new Event(
        clock.instant(),
        EventKind.REGISTRATION,
        word,
        request.identity().product().value(),
        request.identity().name(),
        request.dialect().name(),
        request.origin(),
        detail);
  }
}
