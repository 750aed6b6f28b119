package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Notice;
import io.mintmark.device.TopologyChange;
import io.mintmark.dialect.DeviceDialect;
import io.mintmark.dialect.Push;
import io.mintmark.dialect.ServiceReading;
import io.mintmark.gateway.GatewayCall;
import io.mintmark.gateway.GatewayOutcome;
import io.mintmark.gateway.GatewayOutcome.Described;
import io.mintmark.gateway.GatewayOutcome.PerDevice;
import io.mintmark.gateway.GatewayOutcome.Reason;
import io.mintmark.gateway.GatewayOutcome.Refused;
import io.mintmark.gateway.GatewayOutcome.Result;
import io.mintmark.gateway.GatewayRequest;
import io.mintmark.gateway.GatewayRequest.Asked;
import io.mintmark.gateway.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one session asks for its sub-devices: decided by the use case, then done to the sessions.
/// One request after the other, so that a gateway may send a login right behind a binding. Belongs
/// to the session's event loop.
final class GatewayService {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayService.class);

  /// How often a login is decided anew because something was done to a sub-device meanwhile.
  private static final int ATTEMPTS = 3;

  private final Session session;
  private final DeviceIdentity gateway;
  private final DeviceDialect protocol;
  private CompletionStage<?> latest = CompletableFuture.completedFuture(null);

  GatewayService(Session session, Principal.OfDevice gateway) {
    this.session = session;
    this.gateway = gateway.identity();
    this.protocol = gateway.protocol();
  }

  /// The stage completes on the event loop and does not fail.
  CompletionStage<List<Push>> serve(ServiceReading.Gateway asked) {
    var answered = new CompletableFuture<List<Push>>();
    Consumer<GatewayOutcome> then = outcome -> answered.complete(asked.answer().write(outcome));
    latest.whenComplete((_, _) -> orInternal(() -> decide(asked.request(), ATTEMPTS, then), then));
    latest = answered;
    return answered;
  }

  /// A request that met a bug of ours is answered all the same, or those behind it would wait for
  /// ever.
  private void orInternal(Runnable step, Consumer<GatewayOutcome> then) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("a request of gateway {} failed", gateway, e);
      then.accept(new Refused(Reason.INTERNAL));
    }
  }

  private void decide(GatewayRequest request, int left, Consumer<GatewayOutcome> then) {
    Plane plane = session.connection().plane();
    if (session.isOver() || left == 0 || !plane.admits()) {
      then.accept(new Refused(Reason.OVERLOADED));
      return;
    }
    Map<DeviceIdentity, Integer> pages = pages(request); // before the decision, see SessionMap
    long arrival = plane.sessions().arrival();
    var call =
        new GatewayCall(
            gateway,
            protocol.dialect(),
            session.connection().visit().mqttOrigin(),
            request,
            Topology.MAX_SUB_DEVICES - session.subDevices().size() + alreadyIn(request));
    plane.counters().waiting.incrementAndGet();
    Loops.whenDone(
        session.connection().channel().eventLoop(),
        Loops.ask(() -> plane.neighbours().gatewayDesk().serve(call)),
        (outcome, _) -> {
          plane.counters().waiting.decrementAndGet();
          if (outcome == null) {
            then.accept(new Refused(Reason.INTERNAL));
          } else if (request instanceof GatewayRequest.Login && !session.isOver()) {
            orInternal(() -> letIn(request, outcome, pages, arrival, left, then), then);
          } else {
            orInternal(() -> then.accept(carryOut(request, outcome)), then);
          }
        });
  }

  private Map<DeviceIdentity, Integer> pages(GatewayRequest request) {
    Map<DeviceIdentity, Integer> pages = new HashMap<>();
    if (request instanceof GatewayRequest.Login) {
      for (Asked asked : request.asked()) {
        if (asked instanceof Asked.Sound sound) {
          pages.put(
              sound.identity(), session.connection().plane().sessions().page(sound.identity()));
        }
      }
    }
    return pages;
  }

  private int alreadyIn(GatewayRequest request) {
    int in = 0;
    for (Asked asked : request.asked()) {
      in +=
          asked instanceof Asked.Sound sound && session.subDevices().find(sound.identity()) != null
              ? 1
              : 0;
    }
    return in;
  }

  /// The admitted sub-devices enter the session map, all or none of them: if something was done to
  /// one of them since the decision began, the whole request is decided again.
  private void letIn(
      GatewayRequest request,
      GatewayOutcome outcome,
      Map<DeviceIdentity, Integer> pages,
      long arrival,
      int left,
      Consumer<GatewayOutcome> then) {
    SessionMap sessions = session.connection().plane().sessions();
    List<SubDevicePresence> entered = new ArrayList<>();
    boolean holds = true;
    for (DeviceIdentity subDevice : done(outcome)) {
      var present = session.subDevices().find(subDevice);
      if (present != null && !present.isOrderedToEnd()) {
        continue; // it is in already
      }
      var presence = new SubDevicePresence(subDevice, protocol, session, arrival);
      entered.add(presence);
      holds &= sessions.enter(subDevice, presence, pages.getOrDefault(subDevice, 0));
    }
    if (!holds) {
      entered.forEach(presence -> sessions.leave(presence.identity(), presence));
      decide(request, left - 1, then);
      return;
    }
    for (SubDevicePresence presence : entered) {
      session.subDevices().add(presence);
      presence.endIfOrdered(); // if a newer login stands in the map
    }
    then.accept(outcome);
  }

  private GatewayOutcome carryOut(GatewayRequest request, GatewayOutcome outcome) {
    switch (request) {
      case GatewayRequest.Bind _ -> afterBinding(outcome);
      case GatewayRequest.Unbind _ -> done(outcome).forEach(session.subDevices()::leave);
      case GatewayRequest.UnbindAll _ -> {
        if (outcome instanceof Described(var all)) {
          all.forEach(session.subDevices()::leave);
        }
      }
      case GatewayRequest.Logout logout -> {
        return logOut(logout, outcome);
      }
      default -> {}
    }
    return outcome;
  }

  /// The gateway that a sub-device had hears that it has it no more.
  private void afterBinding(GatewayOutcome outcome) {
    SessionMap sessions = session.connection().plane().sessions();
    for (Result result : results(outcome)) {
      if (result instanceof Result.Done(var subDevice, var before) && before != null) {
        sessions.endThrough(before, subDevice);
        sessions.tell(
            before, new Notice.TopologyChanged(TopologyChange.REMOVED, List.of(subDevice)));
      }
    }
  }

  private GatewayOutcome logOut(GatewayRequest.Logout request, GatewayOutcome outcome) {
    List<Result> results = new ArrayList<>();
    boolean allIn = done(outcome).stream().allMatch(one -> session.subDevices().find(one) != null);
    for (Result result : results(outcome)) {
      if (!(result instanceof Result.Done(var subDevice, _))) {
        results.add(result);
      } else if (session.subDevices().find(subDevice) == null) {
        results.add(new Result.Refused(Reason.NOT_ONLINE));
      } else if (request.together() && !allIn) {
        results.add(new Result.LeftOut());
      } else {
        session.subDevices().leave(subDevice);
        results.add(result);
      }
    }
    return outcome instanceof PerDevice ? new PerDevice(results) : outcome;
  }

  private static List<Result> results(GatewayOutcome outcome) {
    return outcome instanceof PerDevice(var results) ? results : List.of();
  }

  private static List<DeviceIdentity> done(GatewayOutcome outcome) {
    List<DeviceIdentity> done = new ArrayList<>();
    for (Result result : results(outcome)) {
      if (result instanceof Result.Done(var subDevice, _)) {
        done.add(subDevice);
      }
    }
    return done;
  }
}
