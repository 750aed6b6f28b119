package io.mintmark.registration;

import io.mintmark.device.Device;
import io.mintmark.device.Identities;
import io.mintmark.device.Listing;
import io.mintmark.device.StoreOverloadedException;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.product.Product;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Registers devices whose names were listed before (预注册). Until its activation a device gets the
/// same secret however often it asks, so that a lost answer bricks no unit and a replayed request
/// spoils none.
public final class ListedRegistrar implements Registrar {

  private static final Logger LOG = LoggerFactory.getLogger(ListedRegistrar.class);

  /// How often a request is decided anew because the device changed under it.
  private static final int ATTEMPTS = 3;

  private final Identities identities;
  private final Vault vault;
  private final ProofCheck proofs;
  private final EventLog events;
  private final InstantSource clock;

  public ListedRegistrar(
      Identities identities, Vault vault, ProofCheck proofs, EventLog events, InstantSource clock) {
    this.identities = identities;
    this.vault = vault;
    this.proofs = proofs;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public CompletionStage<RegistrationOutcome> register(RegistrationRequest request) {
    return attempt(request, ATTEMPTS)
        .exceptionally(failure -> new Refused(reasonOf(request, failure)))
        .thenApply(
            outcome -> {
              report(request, outcome);
              return outcome;
            });
  }

  private CompletionStage<RegistrationOutcome> attempt(RegistrationRequest request, int left) {
    if (left == 0) {
      return refused(Reason.OVERLOADED);
    }
    return identities
        .find(request.identity())
        .thenCompose(listing -> decide(request, listing, left));
  }

  private CompletionStage<RegistrationOutcome> decide(
      RegistrationRequest request, Optional<Listing> listing, int left) {
    if (listing.isEmpty()) {
      proofs.pretend(request.proof());
      return refused(Reason.PRODUCT_UNKNOWN);
    }
    Product product = listing.get().product();
    if (product.dialect() != request.dialect()) {
      proofs.pretend(request.proof());
      return refused(Reason.DIALECT_MISMATCH);
    }
    SecretText productSecret =
        vault.open(product.dataKey(), Product.secretRow(product.key()), product.secret());
    if (!proofs.holds(request.proof(), productSecret)) {
      return refused(Reason.PROOF_WRONG);
    }
    Optional<Reason> bar = barOf(request, listing.get());
    if (bar.isPresent()) {
      return refused(bar.get());
    }
    Device device = listing.get().device().orElseThrow();
    if (device.registeredAt() != null) {
      return CompletableFuture.completedFuture(issued(product, productSecret, device, true));
    }
    return identities
        .markRegistered(device, clock.instant())
        .thenCompose(
            done ->
                done
                    ? CompletableFuture.completedFuture(
                        issued(product, productSecret, device, false))
                    : attempt(request, left - 1));
  }

  private static Optional<Reason> barOf(RegistrationRequest request, Listing listing) {
    if (!listing.product().registrationOn()) {
      return Optional.of(Reason.REGISTRATION_OFF);
    }
    if (request.kind() == RegistrationRequest.Kind.UNLISTED) {
      return Optional.of(Reason.UNLISTED_NOT_OFFERED);
    }
    if (listing.device().isEmpty()) {
      return Optional.of(Reason.DEVICE_NOT_LISTED);
    }
    return listing
        .device()
        .get()
        .registrationBar()
        .map(
            bar ->
                switch (bar) {
                  case DISABLED -> Reason.DEVICE_DISABLED;
                  case ACTIVATED -> Reason.ALREADY_ACTIVATED;
                });
  }

  private RegistrationOutcome issued(
      Product product, SecretText productSecret, Device device, boolean repeated) {
    SecretText deviceSecret =
        vault.open(product.dataKey(), device.identity().secretRow(), device.secret());
    return new Issued(device.identity(), deviceSecret, productSecret, repeated);
  }

  private static CompletionStage<RegistrationOutcome> refused(Reason reason) {
    return CompletableFuture.completedFuture(new Refused(reason));
  }

  private static Reason reasonOf(RegistrationRequest request, Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof StoreOverloadedException) {
      return Reason.OVERLOADED;
    }
    LOG.error("registration of {} failed", request.identity(), cause);
    return Reason.INTERNAL;
  }

  private void report(RegistrationRequest request, RegistrationOutcome outcome) {
    String word =
        switch (outcome) {
          case Issued issued -> issued.repeated() ? "REPEATED" : "ISSUED";
          case Refused refused -> refused.reason().name();
        };
    events.append(
        new Event(
            clock.instant(),
            EventKind.REGISTRATION,
            word,
            request.identity().product().value(),
            request.identity().name(),
            request.dialect().name(),
            request.origin(),
            null));
  }
}
