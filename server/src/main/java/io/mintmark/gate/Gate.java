package io.mintmark.gate;

import io.mintmark.certificate.ServerCertificates;
import io.mintmark.device.LiveSessions;
import io.mintmark.gate.psk.PskTls;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The device plane as a whole. May be started once; [#stop] may be called at any time and again.
public final class Gate implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private static final Duration SWEEP_PERIOD = Duration.ofSeconds(1);

  private final GateSettings settings;
  private final ServerCertificates certificates;
  private final GateNeighbours neighbours;
  private final SecureRandom random;
  private final InstantSource clock;
  private final LongSupplier nanoClock;
  private final Duration sweepPeriod;
  private final GateCounters counters = new GateCounters();
  private final SessionMap sessions = new SessionMap();
  private @Nullable Listeners listeners;
  private boolean used;

  public Gate(
      GateSettings settings,
      ServerCertificates certificates,
      GateNeighbours neighbours,
      SecureRandom random,
      InstantSource clock) {
    this(settings, certificates, neighbours, random, clock, System::nanoTime, SWEEP_PERIOD);
  }

  /// @param nanoClock measures deadlines
  /// @param sweepPeriod how often deadlines are looked at
  Gate(
      GateSettings settings,
      ServerCertificates certificates,
      GateNeighbours neighbours,
      SecureRandom random,
      InstantSource clock,
      LongSupplier nanoClock,
      Duration sweepPeriod) {
    this.settings = settings;
    this.certificates = certificates;
    this.neighbours = neighbours;
    this.random = random;
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.sweepPeriod = sweepPeriod;
  }

  /// The sessions of devices; usable before the start, when there are none.
  public LiveSessions sessions() {
    return sessions;
  }

  public GateCounters counters() {
    return counters;
  }

  /// Listens on all four ports, or on none.
  ///
  /// @throws IOException when a port cannot be had; the message says which, and whose setting it is
  public synchronized GateAddresses start() throws IOException {
    if (used) {
      throw new IllegalStateException("a gate starts once");
    }
    used = true;
    var plane =
        new Plane(
            settings,
            neighbours,
            TlsContexts.of(certificates),
            new PskTls(random),
            counters,
            new GateEvents(neighbours.events(), clock),
            sessions,
            new OlderSessions(),
            Transports.clientChannel());
    var starting = new Listeners(plane, nanoClock, sweepPeriod);
    listeners = starting;
    try {
      GateAddresses addresses = starting.open();
      LOG.info("the gate listens: {}", addresses);
      return addresses;
    } catch (IOException e) {
      stop();
      throw e;
    }
  }

  /// Takes no more connections, lets requests that are being decided be answered, closes sessions
  /// and ends. Waits until done, a few seconds at most.
  public synchronized void stop() {
    if (listeners != null) {
      listeners.close();
      listeners = null;
    }
  }

  @Override
  public void close() {
    stop();
  }
}
