package io.mintmark.gateway;

import io.mintmark.device.Device;
import io.mintmark.device.Device.RegistrationBar;
import io.mintmark.device.Listing;
import io.mintmark.event.EventKind;
import io.mintmark.gateway.GatewayOutcome.Reason;
import io.mintmark.gateway.GatewayRequest.Bind;
import io.mintmark.gateway.GatewayRequest.Login;
import io.mintmark.gateway.GatewayRequest.Register;
import io.mintmark.product.Product;
import io.mintmark.product.ProductSecret;
import io.mintmark.project.ProjectId;
import io.mintmark.refusal.WrongProofs;
import io.mintmark.vault.Proof;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.Vault;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a gateway may not have what it asks for one sub-device. Where there is a proof, nothing
/// about the device is looked at before it holds.
final class SubDeviceChecks {

  private final Vault vault;
  private final ProofCheck proofs;
  private final WrongProofs wrongProofs;
  private final InstantSource clock;

  SubDeviceChecks(Vault vault, ProofCheck proofs, WrongProofs wrongProofs, InstantSource clock) {
    this.vault = vault;
    this.proofs = proofs;
    this.wrongProofs = wrongProofs;
    this.clock = clock;
  }

  /// Empty if nothing stands against it.
  ///
  /// @param project of the gateway
  Optional<Reason> barOf(GatewayCall call, ProjectId project, Sight sight) {
    return Optional.ofNullable(firstBar(call, project, sight));
  }

  private @Nullable Reason firstBar(GatewayCall call, ProjectId project, Sight sight) {
    if (sight.identity().equals(call.gateway())) {
      return Reason.GATEWAY_ITSELF;
    }
    return switch (call.request()) {
      case Register _ -> barOfRegistration(call, project, sight);
      case Bind bind -> barOfBinding(call, project, sight, bind.mayMove());
      case Login _ -> barOfLogin(call, project, sight);
      default -> isBoundTo(call, sight) ? null : Reason.TOPOLOGY_MISSING;
    };
  }

  private @Nullable Reason barOfRegistration(GatewayCall call, ProjectId project, Sight sight) {
    Reason stranger = productReason(call, project, sight);
    Proof proof = sight.asked().proof();
    if (stranger != null) {
      pretend(proof);
      return stranger;
    }
    Listing listing = sight.listing().orElseThrow();
    if (proof != null && versionThatMade(proof, listing.product()) == 0) {
      reportWrong(call, sight, proof, EventKind.REGISTRATION);
      return Reason.PROOF_WRONG;
    }
    if (!listing.product().rules().registrationOn()) {
      return Reason.REGISTRATION_OFF;
    }
    if (listing.device().isEmpty()) {
      return Reason.DEVICE_UNKNOWN;
    }
    Device device = listing.device().get();
    if (device.isUnlisted()) {
      return Reason.NOT_LISTED;
    }
    boolean elsewhere = sight.gateway() != null && !isBoundTo(call, sight);
    if (proof == null && elsewhere) {
      return Reason.BOUND_ELSEWHERE;
    }
    return device.registrationBar().map(SubDeviceChecks::reasonOf).orElse(null);
  }

  private @Nullable Reason barOfBinding(
      GatewayCall call, ProjectId project, Sight sight, boolean mayMove) {
    Reason bar = barOfSecret(call, project, sight, EventKind.TOPOLOGY);
    if (bar != null || mayMove || sight.gateway() == null) {
      return bar;
    }
    return isBoundTo(call, sight) ? Reason.BOUND_ALREADY : Reason.BOUND_ELSEWHERE;
  }

  private @Nullable Reason barOfLogin(GatewayCall call, ProjectId project, Sight sight) {
    boolean bound = isBoundTo(call, sight);
    if (sight.asked().proof() == null && !bound) {
      return Reason.TOPOLOGY_MISSING; // the topology is all the proof there is
    }
    Reason bar = barOfSecret(call, project, sight, EventKind.LOGIN);
    return bar != null || bound ? bar : Reason.TOPOLOGY_MISSING;
  }

  private @Nullable Reason barOfSecret(
      GatewayCall call, ProjectId project, Sight sight, EventKind kind) {
    Reason stranger = productReason(call, project, sight);
    Proof proof = sight.asked().proof();
    if (stranger != null || sight.listing().orElseThrow().device().isEmpty()) {
      pretend(proof);
      return stranger != null ? stranger : Reason.DEVICE_UNKNOWN;
    }
    Device device = sight.device();
    Product product = sight.listing().orElseThrow().product();
    if (proof != null) {
      var row = device.identity().secretRow();
      if (!proofs.holds(proof, vault.open(product.dataKey(), row, device.secret()))) {
        reportWrong(call, sight, proof, kind);
        return Reason.PROOF_WRONG;
      }
    }
    var expiresAt = sight.asked().expiresAt();
    if (expiresAt != null && expiresAt.isBefore(clock.instant())) {
      return Reason.EXPIRED;
    }
    if (!device.enabled()) {
      return Reason.DEVICE_DISABLED;
    }
    return device.held() ? Reason.DEVICE_HELD : null;
  }

  private static @Nullable Reason productReason(GatewayCall call, ProjectId project, Sight sight) {
    if (sight.listing().isEmpty()) {
      return Reason.PRODUCT_UNKNOWN;
    }
    Product product = sight.listing().get().product();
    if (product.dialect() != call.dialect()) {
      return Reason.DIALECT_MISMATCH;
    }
    return product.project().equals(project) ? null : Reason.OTHER_PROJECT;
  }

  private void pretend(@Nullable Proof proof) {
    if (proof != null) {
      proofs.pretend(proof);
    }
  }

  /// Which version of the ProductSecret made the proof; 0 if none that is accepted now.
  int versionThatMade(Proof proof, Product product) {
    for (ProductSecret candidate : product.acceptedSecrets()) {
      if (proofs.holds(proof, candidate.open(vault, product))) {
        return candidate.version();
      }
    }
    return 0;
  }

  private void reportWrong(GatewayCall call, Sight sight, Proof proof, EventKind kind) {
    Listing listing = sight.listing().orElseThrow();
    var event =
        GatewayReports.event(
            clock.instant(),
            kind,
            Reason.PROOF_WRONG.name(),
            sight.identity().product().value(),
            sight.identity().name(),
            call,
            null);
    wrongProofs.report(event, proof, listing.product(), listing.device().orElse(null));
  }

  private static boolean isBoundTo(GatewayCall call, Sight sight) {
    return call.gateway().equals(sight.gateway());
  }

  private static Reason reasonOf(RegistrationBar bar) {
    return switch (bar) {
      case DISABLED -> Reason.DEVICE_DISABLED;
      case HELD -> Reason.DEVICE_HELD;
      case ACTIVATED -> Reason.ALREADY_ACTIVATED;
    };
  }
}
