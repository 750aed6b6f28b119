package io.mintmark.login;

import io.mintmark.device.Device;
import io.mintmark.device.Identities;
import io.mintmark.device.Listing;
import io.mintmark.device.Rounds;
import io.mintmark.event.EventKind;
import io.mintmark.login.LoginOutcome.Admitted;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.login.LoginOutcome.Refused;
import io.mintmark.product.Product;
import io.mintmark.refusal.WrongProofs;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.Vault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Login with the DeviceSecret, shown by a signature or as the key of the TLS handshake. A device
/// that is activated costs one read and one HMAC; the first login, and the first after a reset, one
/// durable write more.
public final class SecretLogin {

  private final Identities identities;
  private final Vault vault;
  private final ProofCheck proofs;
  private final WrongProofs wrongProofs;
  private final InstantSource clock;

  public SecretLogin(
      Identities identities,
      Vault vault,
      ProofCheck proofs,
      WrongProofs wrongProofs,
      InstantSource clock) {
    this.identities = identities;
    this.vault = vault;
    this.proofs = proofs;
    this.wrongProofs = wrongProofs;
    this.clock = clock;
  }

  /// The stage fails as the store does.
  CompletionStage<LoginOutcome> login(LoginAttempt attempt) {
    return Rounds.decide(
        () -> identities.find(attempt.identity()), listing -> decide(attempt, listing));
  }

  private CompletionStage<Optional<LoginOutcome>> decide(
      LoginAttempt attempt, Optional<Listing> listing) {
    Optional<Reason> unknown = Bars.unknown(attempt, listing);
    if (unknown.isPresent()) {
      if (attempt.credential() instanceof Credential.Signature(var proof, _)) {
        proofs.pretend(proof);
      }
      return refused(unknown.get());
    }
    Product product = listing.orElseThrow().product();
    Device device = listing.orElseThrow().device().orElseThrow();
    Instant now = clock.instant();
    if (!isProved(attempt, product, device)) {
      reportWrong(attempt, product, device, now);
      return refused(Reason.PROOF_WRONG);
    }
    if (isExpired(attempt, now)) {
      return refused(Reason.EXPIRED);
    }
    Optional<Reason> bar = Bars.barred(device);
    return bar.isPresent() ? refused(bar.get()) : admit(product, device, now);
  }

  private CompletionStage<Optional<LoginOutcome>> admit(
      Product product, Device device, Instant now) {
    boolean first = device.state() == Device.State.UNACTIVATED;
    var admitted = new Admitted(device.identity(), first, null, product.rules());
    return device.loginChangesIt()
        ? Rounds.onceWritten(identities.markActivated(device, now), () -> admitted)
        : Rounds.decided(admitted);
  }

  /// A handshake stands for a signature if its key was the secret that the device has now.
  private boolean isProved(LoginAttempt attempt, Product product, Device device) {
    return switch (attempt.credential()) {
      case Credential.Signature(var proof, _) ->
          proofs.holds(
              proof, vault.open(product.dataKey(), device.identity().secretRow(), device.secret()));
      case Credential.Handshake _ ->
          attempt.proven() != null && attempt.proven().secret().equals(device.secret());
      case Credential.Token _ -> false;
    };
  }

  private static boolean isExpired(LoginAttempt attempt, Instant now) {
    return attempt.credential() instanceof Credential.Signature(_, Instant expiresAt)
        && expiresAt != null
        && expiresAt.isBefore(now);
  }

  private void reportWrong(LoginAttempt attempt, Product product, Device device, Instant now) {
    if (attempt.credential() instanceof Credential.Signature(var proof, _)) {
      var refusal = LoginEvents.event(attempt, EventKind.LOGIN, Reason.PROOF_WRONG.name(), now);
      wrongProofs.report(refusal, proof, product, device);
    }
  }

  private static CompletionStage<Optional<LoginOutcome>> refused(Reason reason) {
    return Rounds.decided(new Refused(reason));
  }
}
