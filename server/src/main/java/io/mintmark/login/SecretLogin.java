package io.mintmark.login;

import io.mintmark.device.Device;
import io.mintmark.device.Identities;
import io.mintmark.device.Listing;
import io.mintmark.device.StoreOverloadedException;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.login.LoginOutcome.Admitted;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.login.LoginOutcome.Refused;
import io.mintmark.product.Product;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.Vault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Login with the DeviceSecret, shown by a signature or as the key of the TLS handshake. A device
/// that is activated costs one read and one HMAC; the first login, and the first after a reset, one
/// durable write more.
public final class SecretLogin implements DeviceLogin {

  private static final Logger LOG = LoggerFactory.getLogger(SecretLogin.class);

  /// How often an attempt is decided anew because the device changed under it.
  private static final int ATTEMPTS = 3;

  private final Identities identities;
  private final Vault vault;
  private final ProofCheck proofs;
  private final EventLog events;
  private final InstantSource clock;

  public SecretLogin(
      Identities identities, Vault vault, ProofCheck proofs, EventLog events, InstantSource clock) {
    this.identities = identities;
    this.vault = vault;
    this.proofs = proofs;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public CompletionStage<LoginOutcome> login(LoginAttempt attempt) {
    var decision =
        isProvenOther(attempt) ? refused(Reason.IDENTITY_MISMATCH) : decideUpTo(attempt, ATTEMPTS);
    return decision
        .exceptionally(failure -> new Refused(reasonOf(attempt, failure)))
        .thenApply(
            outcome -> {
              report(attempt, outcome);
              return outcome;
            });
  }

  private CompletionStage<LoginOutcome> decideUpTo(LoginAttempt attempt, int left) {
    if (left == 0) {
      return refused(Reason.OVERLOADED);
    }
    return identities
        .find(attempt.identity())
        .thenCompose(listing -> decide(attempt, listing, left));
  }

  private CompletionStage<LoginOutcome> decide(
      LoginAttempt attempt, Optional<Listing> listing, int left) {
    Optional<Reason> stranger = strangerReason(attempt, listing);
    if (stranger.isPresent()) {
      if (attempt.proof() != null) {
        proofs.pretend(attempt.proof());
      }
      return refused(stranger.get());
    }
    Device device = listing.orElseThrow().device().orElseThrow();
    if (!isProved(attempt, listing.orElseThrow().product(), device)) {
      return refused(Reason.PROOF_WRONG);
    }
    Instant now = clock.instant();
    if (attempt.expiresAt() != null && attempt.expiresAt().isBefore(now)) {
      return refused(Reason.EXPIRED);
    }
    if (!device.enabled()) {
      return refused(Reason.DEVICE_DISABLED);
    }
    if (!device.loginChangesIt()) {
      return CompletableFuture.completedFuture(new Admitted(device.identity(), false));
    }
    return activate(attempt, device, now, left);
  }

  /// A handshake stands for a signature if its key was the secret that the device has now.
  private boolean isProved(LoginAttempt attempt, Product product, Device device) {
    if (attempt.proof() == null) {
      return attempt.proven() != null && attempt.proven().secret().equals(device.secret());
    }
    var secret = vault.open(product.dataKey(), device.identity().secretRow(), device.secret());
    return proofs.holds(attempt.proof(), secret);
  }

  private static boolean isProvenOther(LoginAttempt attempt) {
    return attempt.proven() != null && !attempt.proven().identity().equals(attempt.identity());
  }

  private CompletionStage<LoginOutcome> activate(
      LoginAttempt attempt, Device device, Instant now, int left) {
    boolean first = device.state() == Device.State.UNACTIVATED;
    return identities
        .markActivated(device, now)
        .thenCompose(
            done ->
                done
                    ? CompletableFuture.completedFuture(new Admitted(device.identity(), first))
                    : decideUpTo(attempt, left - 1));
  }

  private static Optional<Reason> strangerReason(LoginAttempt attempt, Optional<Listing> listing) {
    if (listing.isEmpty()) {
      return Optional.of(Reason.PRODUCT_UNKNOWN);
    }
    if (listing.get().product().dialect() != attempt.dialect()) {
      return Optional.of(Reason.DIALECT_MISMATCH);
    }
    return listing.get().device().isEmpty() ? Optional.of(Reason.DEVICE_UNKNOWN) : Optional.empty();
  }

  private static CompletionStage<LoginOutcome> refused(Reason reason) {
    return CompletableFuture.completedFuture(new Refused(reason));
  }

  private static Reason reasonOf(LoginAttempt attempt, Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof StoreOverloadedException) {
      return Reason.OVERLOADED;
    }
    LOG.error("login of {} failed", attempt.identity(), cause);
    return Reason.INTERNAL;
  }

  private void report(LoginAttempt attempt, LoginOutcome outcome) {
    switch (outcome) {
      case Admitted admitted -> {
        if (admitted.first()) {
          append(attempt, EventKind.ACTIVATION, "ACTIVATED");
        }
        append(attempt, EventKind.LOGIN, "ADMITTED");
      }
      case Refused refused -> append(attempt, EventKind.LOGIN, refused.reason().name());
    }
  }

  private void append(LoginAttempt attempt, EventKind kind, String word) {
    events.append(
        new Event(
            clock.instant(),
            kind,
            word,
            attempt.identity().product().value(),
            attempt.identity().name(),
            attempt.dialect().name(),
            attempt.origin(),
            attempt.detail()));
  }
}
