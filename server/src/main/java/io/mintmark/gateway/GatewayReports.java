package io.mintmark.gateway;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.gateway.GatewayOutcome.PerDevice;
import io.mintmark.gateway.GatewayOutcome.Reason;
import io.mintmark.gateway.GatewayOutcome.Result;
import io.mintmark.gateway.GatewayRequest.Asked;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Tells the event log what gateways did for sub-devices: each event is the sub-device's, and names
/// the gateway.
final class GatewayReports {

  private final EventLog events;
  private final InstantSource clock;

  GatewayReports(EventLog events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  void report(GatewayCall call, GatewayOutcome outcome) {
    var asked = call.request().asked();
    switch (outcome) {
      case GatewayOutcome.Described _ -> reportDescribed(call);
      case GatewayOutcome.Refused(var reason) -> {
        if (asked.isEmpty()) {
          reportUnreadable(call, reason);
        }
        asked.forEach(one -> refused(call, one, reason));
      }
      case PerDevice(var results) -> {
        for (int i = 0; i < results.size(); i++) {
          report(call, asked.get(i), results.get(i));
        }
      }
    }
  }

  void activated(GatewayCall call, DeviceIdentity subDevice) {
    append(call, EventKind.ACTIVATION, "ACTIVATED", subDevice);
  }

  private void report(GatewayCall call, Asked asked, Result result) {
    switch (result) {
      case Result.Refused(var reason) -> refused(call, asked, reason);
      case Result.Issued(var subDevice, _) ->
          append(call, EventKind.REGISTRATION, "ISSUED", subDevice);
      case Result.Done(var subDevice, _) -> done(call, subDevice);
      case Result.LeftOut() -> {} // nothing happened to it
    }
  }

  private void done(GatewayCall call, DeviceIdentity subDevice) {
    switch (call.request()) {
      case GatewayRequest.Bind _ -> append(call, EventKind.TOPOLOGY, "BOUND", subDevice);
      case GatewayRequest.Unbind _ -> append(call, EventKind.TOPOLOGY, "UNBOUND", subDevice);
      case GatewayRequest.Login _ -> append(call, EventKind.LOGIN, "ADMITTED", subDevice);
      default -> {} // the end of a session is told by the gate
    }
  }

  private void reportDescribed(GatewayCall call) {
    if (call.request() instanceof GatewayRequest.UnbindAll) {
      append(call, EventKind.TOPOLOGY, "ALL_UNBOUND", call.gateway());
    }
  }

  private void reportUnreadable(GatewayCall call, Reason reason) {
    String detail =
        call.request() instanceof GatewayRequest.Unreadable(_, var told)
            ? "a request for sub-devices: " + told
            : "a request about its sub-devices";
    var self = call.gateway();
    events.append(
        new Event(
            clock.instant(),
            EventKind.TOPOLOGY,
            reason.name(),
            self.product().value(),
            self.name(),
            call.dialect().name(),
            call.origin(),
            detail));
  }

  /// A wrong proof was reported where it was found.
  private void refused(GatewayCall call, Asked asked, Reason reason) {
    if (reason == Reason.PROOF_WRONG) {
      return;
    }
    var now = clock.instant();
    events.append(
        switch (asked) {
          case Asked.Sound sound ->
              event(
                  now,
                  kindOf(call.request()),
                  reason.name(),
                  sound.identity().product().value(),
                  sound.identity().name(),
                  call,
                  null);
          case Asked.Faulty faulty ->
              event(
                  now,
                  kindOf(call.request()),
                  reason.name(),
                  faulty.productKey(),
                  faulty.deviceName(),
                  call,
                  faulty.detail());
        });
  }

  private static EventKind kindOf(GatewayRequest request) {
    return switch (request) {
      case GatewayRequest.Register _ -> EventKind.REGISTRATION;
      case GatewayRequest.Login _, GatewayRequest.Logout _ -> EventKind.LOGIN;
      default -> EventKind.TOPOLOGY;
    };
  }

  private void append(GatewayCall call, EventKind kind, String word, DeviceIdentity subDevice) {
    events.append(
        event(
            clock.instant(),
            kind,
            word,
            subDevice.product().value(),
            subDevice.name(),
            call,
            null));
  }

  static Event event(
      Instant at,
      EventKind kind,
      String word,
      @Nullable String productKey,
      @Nullable String deviceName,
      GatewayCall call,
      @Nullable String detail) {
    String through = "through gateway " + call.gateway();
    return new Event(
        at,
        kind,
        word,
        productKey,
        deviceName,
        call.dialect().name(),
        call.origin(),
        detail == null ? through : through + "; " + detail);
  }
}
