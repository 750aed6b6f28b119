package io.mintmark.gateway;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Identities;
import io.mintmark.device.StoreOverloadedException;
import io.mintmark.event.EventLog;
import io.mintmark.gateway.GatewayOutcome.Described;
import io.mintmark.gateway.GatewayOutcome.PerDevice;
import io.mintmark.gateway.GatewayOutcome.Reason;
import io.mintmark.gateway.GatewayOutcome.Refused;
import io.mintmark.gateway.GatewayOutcome.Result;
import io.mintmark.gateway.GatewayRequest.Asked;
import io.mintmark.gateway.GatewayRequest.Bind;
import io.mintmark.product.Product;
import io.mintmark.project.ProjectId;
import io.mintmark.refusal.WrongProofs;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.Vault;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The desk over the stores. A request that is decided as a whole is checked for all its
/// sub-devices before anything is done for one. A gateway and its sub-devices are of one project.
public final class StoredGatewayDesk implements GatewayDesk {

  private static final Logger LOG = LoggerFactory.getLogger(StoredGatewayDesk.class);

  /// How often a sub-device is decided anew because it changed under the request.
  private static final int ATTEMPTS = 3;

  private final Identities identities;
  private final Topology topology;
  private final SubDeviceChecks checks;
  private final SubDeviceWrites writes;
  private final GatewayReports reports;

  public StoredGatewayDesk(
      Identities identities,
      Topology topology,
      Vault vault,
      ProofCheck proofs,
      EventLog events,
      WrongProofs wrongProofs,
      InstantSource clock) {
    this.identities = identities;
    this.topology = topology;
    this.checks = new SubDeviceChecks(vault, proofs, wrongProofs, clock);
    this.reports = new GatewayReports(events, clock);
    this.writes = new SubDeviceWrites(identities, topology, vault, checks, reports, clock);
  }

  @Override
  public CompletionStage<GatewayOutcome> serve(GatewayCall call) {
    return decide(call)
        .exceptionally(failure -> new Refused(reasonOf(call, failure)))
        .thenApply(
            outcome -> {
              reports.report(call, outcome);
              return outcome;
            });
  }

  private CompletionStage<GatewayOutcome> decide(GatewayCall call) {
    DeviceIdentity gateway = call.gateway();
    return switch (call.request()) {
      case GatewayRequest.Unreadable(var reason, _) ->
          CompletableFuture.completedFuture(new Refused(reason));
      case GatewayRequest.Describe() -> topology.subDevicesOf(gateway).thenApply(Described::new);
      case GatewayRequest.UnbindAll() ->
          topology
              .subDevicesOf(gateway)
              .thenCompose(all -> topology.unbindAllOf(gateway).thenApply(_ -> new Described(all)));
      default ->
          identities
              .find(gateway)
              .thenCompose(
                  listing ->
                      listing.isEmpty()
                          ? CompletableFuture.completedFuture(new Refused(Reason.INTERNAL))
                          : decideAs(call, listing.get().product()));
    };
  }

  private CompletionStage<GatewayOutcome> decideAs(GatewayCall call, Product gatewaysProduct) {
    return gatewaysProduct.rules().gateway()
        ? decideEach(call, gatewaysProduct.project())
        : CompletableFuture.completedFuture(new Refused(Reason.NOT_A_GATEWAY));
  }

  private CompletionStage<GatewayOutcome> decideEach(GatewayCall call, ProjectId project) {
    var asked = call.request().asked();
    return inOrder(asked.stream().map(this::look).toList())
        .thenCompose(sights -> roomFor(call).thenCompose(room -> act(call, project, sights, room)));
  }

  /// Empty for what is not to be decided at all.
  private CompletionStage<Optional<Sight>> look(Asked asked) {
    if (!(asked instanceof Asked.Sound sound)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return identities
        .find(sound.identity())
        .thenCompose(
            listing ->
                topology
                    .gatewayOf(sound.identity())
                    .thenApply(
                        gateway -> Optional.of(new Sight(sound, listing, gateway.orElse(null)))));
  }

  /// How many sub-devices more the gateway may have, or may have online.
  private CompletionStage<Integer> roomFor(GatewayCall call) {
    return call.request() instanceof Bind
        ? topology
            .subDevicesOf(call.gateway())
            .thenApply(present -> Topology.MAX_SUB_DEVICES - present.size())
        : CompletableFuture.completedFuture(call.room());
  }

  private CompletionStage<GatewayOutcome> act(
      GatewayCall call, ProjectId project, List<Optional<Sight>> sights, int room) {
    var refusals = refusals(call, project, sights, room);
    boolean nothing = call.request().together() && refusals.stream().anyMatch(Optional::isPresent);
    var results = new ArrayList<CompletionStage<Result>>();
    for (int i = 0; i < refusals.size(); i++) {
      if (refusals.get(i).isPresent()) {
        results.add(done(new Result.Refused(refusals.get(i).get())));
      } else if (nothing) {
        results.add(done(new Result.LeftOut()));
      } else {
        results.add(carryOut(call, project, sights.get(i).orElseThrow(), ATTEMPTS));
      }
    }
    return inOrder(results).thenApply(PerDevice::new);
  }

  private List<Optional<Reason>> refusals(
      GatewayCall call, ProjectId project, List<Optional<Sight>> sights, int room) {
    var refusals = new ArrayList<Optional<Reason>>();
    int left = room;
    for (int i = 0; i < sights.size(); i++) {
      var refusal = refusal(call, project, call.request().asked().get(i), sights.get(i));
      if (refusal.isEmpty() && takesRoom(call, sights.get(i).orElseThrow()) && --left < 0) {
        boolean binds = call.request() instanceof Bind;
        refusal = Optional.of(binds ? Reason.TOO_MANY_SUB_DEVICES : Reason.TOO_MANY_ONLINE);
      }
      refusals.add(refusal);
    }
    return refusals;
  }

  private Optional<Reason> refusal(
      GatewayCall call, ProjectId project, Asked asked, Optional<Sight> sight) {
    return asked instanceof Asked.Faulty faulty
        ? Optional.of(faulty.reason())
        : checks.barOf(call, project, sight.orElseThrow());
  }

  private static boolean takesRoom(GatewayCall call, Sight sight) {
    return switch (call.request()) {
      case Bind _ -> !call.gateway().equals(sight.gateway());
      case GatewayRequest.Login _ -> true;
      default -> false;
    };
  }

  /// Does what nothing stands against, and decides anew if the store says that something does now.
  private CompletionStage<Result> carryOut(
      GatewayCall call, ProjectId project, Sight sight, int left) {
    if (left == 0) {
      return done(new Result.Refused(Reason.OVERLOADED));
    }
    return writes
        .write(call, sight)
        .thenCompose(
            result ->
                result.isPresent()
                    ? done(result.get())
                    : look(sight.asked())
                        .thenCompose(
                            again -> {
                              Sight now = again.orElseThrow();
                              var bar = checks.barOf(call, project, now);
                              return bar.isPresent()
                                  ? done(new Result.Refused(bar.get()))
                                  : carryOut(call, project, now, left - 1);
                            }));
  }

  private static CompletionStage<Result> done(Result result) {
    return CompletableFuture.completedFuture(result);
  }

  private static <T> CompletionStage<List<T>> inOrder(List<CompletionStage<T>> stages) {
    CompletionStage<List<T>> all =
        CompletableFuture.completedFuture(new ArrayList<>(stages.size()));
    for (var stage : stages) {
      all =
          all.thenCombine(
              stage,
              (list, one) -> {
                list.add(one);
                return list;
              });
    }
    return all;
  }

  private static Reason reasonOf(GatewayCall call, Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof StoreOverloadedException) {
      return Reason.OVERLOADED;
    }
    LOG.error("a request of gateway {} failed", call.gateway(), cause);
    return Reason.INTERNAL;
  }
}
