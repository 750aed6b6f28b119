package io.mintmark.risk;

import io.mintmark.device.DeviceClients;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.LiveSessions;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.event.Origin;
import io.mintmark.product.CloneResponse;
import io.mintmark.product.Products;
import io.mintmark.risk.RiskFiles.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down behind the device plane's back what the [CloneWatch] saw: evidence and verdict, and
/// the hold where the product asks for it. One thread, many pieces to a transaction. What cannot be
/// stored is given up: of a fight there will be more.
public final class EvidenceClerk implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EvidenceClerk.class);

  private static final int AT_ONCE = 256;
  private static final int UNITS_AT_ONCE = 2_048;
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final CloneWatch watch;
  private final Detective detective;
  private final RiskFiles files;
  private final ClientLogins logins;
  private final Products products;
  private final LiveSessions sessions;
  private final EventLog events;
  private final Thread thread;
  private boolean failing;
  private volatile boolean closed;

  /// A clerk who does nothing yet.
  ///
  /// @param lastAddresses asked where a device is at home when the watch has forgotten it
  public EvidenceClerk(
      CloneWatch watch,
      DeviceClients clients,
      LastAddresses lastAddresses,
      RiskFiles files,
      ClientLogins logins,
      Products products,
      LiveSessions sessions,
      EventLog events) {
    this.watch = watch;
    this.detective = new Detective(watch, clients, lastAddresses);
    this.files = files;
    this.logins = logins;
    this.products = products;
    this.sessions = sessions;
    this.events = events;
    this.thread = Thread.ofPlatform().name("evidence-clerk").daemon().unstarted(this::run);
  }

  /// Begins to work.
  public void start() {
    thread.start();
  }

  /// Writes down what has been seen so far, and ends.
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      work(PATIENCE);
    }
    work(Duration.ZERO); // what came until then
  }

  /// Looks at what there is; waits a while for the first.
  void work(Duration patience) {
    try {
      List<Observation> observations = watch.take(AT_ONCE, patience);
      record(observations.stream().map(detective::examine).flatMap(Optional::stream).toList());
      List<ClientLogin> units = watch.takeUnits(UNITS_AT_ONCE);
      if (!units.isEmpty()) {
        logins.put(units);
      }
      reportLost();
      failing = false;
    } catch (InterruptedException e) {
      // nobody interrupts this thread; close() tells it to end
    } catch (RuntimeException e) {
      if (!failing) {
        failing = true; // one line until it works again
        LOG.error("evidence cannot be written down", e);
      }
    }
  }

  private void record(List<Evidence> pieces) {
    if (pieces.isEmpty()) {
      return;
    }
    for (Recorded recorded : files.add(pieces)) {
      Evidence piece = recorded.piece();
      report(piece.identity(), piece.at(), piece.kind().name(), piece.origin(), piece.detail());
      judge(recorded);
    }
  }

  private void judge(Recorded recorded) {
    Evidence piece = recorded.piece();
    RiskFile after = recorded.after();
    Verdict verdict = after.verdictAt(piece.at());
    if (verdict != recorded.before().verdictAt(piece.at())) {
      report(
          piece.identity(),
          piece.at(),
          "VERDICT_" + verdict,
          null,
          "score %d of 100".formatted(after.scoreAt(piece.at())));
    }
    if (verdict != Verdict.CLONED || after.held()) {
      return;
    }
    if (isToBeHeld(piece.identity())) {
      hold(piece.identity(), piece.at());
    } else {
      detective.slowDown(piece);
    }
  }

  /// Durable before the session is closed, so that it cannot come back in between.
  private void hold(DeviceIdentity identity, Instant at) {
    if (files.hold(identity)) {
      sessions.close(identity, "DEVICE_HELD");
      report(identity, at, "HELD", null, "refused until an operator decides");
    }
  }

  private boolean isToBeHeld(DeviceIdentity identity) {
    return products
        .find(identity.product())
        .filter(product -> product.rules().onClones() == CloneResponse.HOLD)
        .isPresent();
  }

  private void reportLost() {
    long lost = watch.takeLost();
    if (lost > 0) {
      LOG.warn("{} observations were more than could be looked at", lost);
    }
  }

  private void report(
      DeviceIdentity identity, Instant at, String outcome, @Nullable Origin origin, String detail) {
    events.append(
        new Event(
            at,
            EventKind.RISK,
            outcome,
            identity.product().value(),
            identity.name(),
            null,
            origin,
            detail));
  }
}
