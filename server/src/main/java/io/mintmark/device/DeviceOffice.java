package io.mintmark.device;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/// What an operator may do to a device. Each act is durable before the live session is closed, and
/// the session is closed before the call returns; false means there is no such device.
public final class DeviceOffice {

  private final Devices devices;
  private final LiveSessions sessions;
  private final ActWitness witness;
  private final EventLog events;
  private final InstantSource clock;

  public DeviceOffice(
      Devices devices,
      LiveSessions sessions,
      ActWitness witness,
      EventLog events,
      InstantSource clock) {
    this.devices = devices;
    this.sessions = sessions;
    this.witness = witness;
    this.events = events;
    this.clock = clock;
  }

  /// Refuses the device from now on, registration and login, and closes its session.
  public boolean disable(DeviceIdentity identity) {
    return act(
        OperatorAct.DISABLE,
        identity,
        () -> devices.setEnabled(identity, false),
        "DEVICE_DISABLED");
  }

  public boolean enable(DeviceIdentity identity) {
    return act(
        OperatorAct.ENABLE, identity, () -> devices.setEnabled(identity, true), "DEVICE_ENABLED");
  }

  /// Lets the device register again with the same secret, and ends its topology; its session stays.
  public boolean reset(DeviceIdentity identity) {
    return act(OperatorAct.RESET, identity, () -> devices.reset(identity), "DEVICE_RESET");
  }

  /// Ends the identity for good and closes its session.
  public boolean delete(DeviceIdentity identity) {
    return act(OperatorAct.DELETE, identity, () -> devices.delete(identity), "DEVICE_DELETED");
  }

  private boolean act(
      OperatorAct act, DeviceIdentity identity, BooleanSupplier change, String word) {
    Runnable afterwards = witness.before(identity, act);
    boolean done = change.getAsBoolean();
    if (done) {
      if (act == OperatorAct.DISABLE || act == OperatorAct.DELETE) {
        sessions.close(identity, word);
      }
      afterwards.run();
    }
    return noted(identity, done, word);
  }

  private boolean noted(DeviceIdentity identity, boolean done, String act) {
    if (done) {
      events.append(
          new Event(
              clock.instant(),
              EventKind.OPERATION,
              act,
              identity.product().value(),
              identity.name(),
              null,
              null,
              null));
    }
    return done;
  }
}
