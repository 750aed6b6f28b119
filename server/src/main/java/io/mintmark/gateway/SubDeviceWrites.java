package io.mintmark.gateway;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Identities;
import io.mintmark.device.Listing;
import io.mintmark.gateway.GatewayOutcome.Result;
import io.mintmark.vault.Proof;
import io.mintmark.vault.Vault;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Does for one sub-device what the checks have allowed, durably.
final class SubDeviceWrites {

  private final Identities identities;
  private final Topology topology;
  private final Vault vault;
  private final SubDeviceChecks checks;
  private final GatewayReports reports;
  private final InstantSource clock;

  SubDeviceWrites(
      Identities identities,
      Topology topology,
      Vault vault,
      SubDeviceChecks checks,
      GatewayReports reports,
      InstantSource clock) {
    this.identities = identities;
    this.topology = topology;
    this.vault = vault;
    this.checks = checks;
    this.reports = reports;
    this.clock = clock;
  }

  /// Empty if the device changed since it was looked at.
  CompletionStage<Optional<Result>> write(GatewayCall call, Sight sight) {
    DeviceIdentity subDevice = sight.identity();
    return switch (call.request()) {
      case GatewayRequest.Register _ -> register(sight);
      case GatewayRequest.Bind _ -> bind(call, sight);
      case GatewayRequest.Login _ -> logIn(call, sight);
      case GatewayRequest.Unbind _ ->
          ifSo(
              topology.unbind(call.gateway(), subDevice),
              () -> new Result.Done(subDevice, call.gateway()));
      default -> done(new Result.Done(subDevice, null));
    };
  }

  private CompletionStage<Optional<Result>> register(Sight sight) {
    Listing listing = sight.listing().orElseThrow();
    Device device = sight.device();
    if (device.registeredAt() != null) {
      return done(issued(sight));
    }
    Proof proof = sight.asked().proof();
    int version = proof == null ? 0 : checks.versionThatMade(proof, listing.product());
    return ifSo(identities.markRegistered(device, version, clock.instant()), () -> issued(sight));
  }

  private Result issued(Sight sight) {
    var product = sight.listing().orElseThrow().product();
    var row = sight.identity().secretRow();
    return new Result.Issued(
        sight.identity(), vault.open(product.dataKey(), row, sight.device().secret()));
  }

  private CompletionStage<Optional<Result>> bind(GatewayCall call, Sight sight) {
    var before = sight.gateway();
    boolean moved = before != null && !before.equals(call.gateway());
    return ifSo(
        topology.bind(call.gateway(), sight.device(), before, clock.instant()),
        () -> new Result.Done(sight.identity(), moved ? before : null));
  }

  private CompletionStage<Optional<Result>> logIn(GatewayCall call, Sight sight) {
    Device device = sight.device();
    Result in = new Result.Done(sight.identity(), null);
    if (!device.loginChangesIt()) {
      return done(in);
    }
    return ifSo(
        identities.markActivated(device, clock.instant()),
        () -> {
          if (device.state() == Device.State.UNACTIVATED) {
            reports.activated(call, sight.identity());
          }
          return in;
        });
  }

  private static CompletionStage<Optional<Result>> ifSo(
      CompletionStage<Boolean> change, Supplier<Result> result) {
    return change.thenApply(
        changed -> changed ? Optional.of(result.get()) : Optional.<Result>empty());
  }

  private static CompletionStage<Optional<Result>> done(Result result) {
    return CompletableFuture.completedFuture(Optional.of(result));
  }
}
