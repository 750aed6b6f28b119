package io.mintmark.gate;

import io.mintmark.access.LiveApplications;
import io.mintmark.certificate.ServerCertificates;
import io.mintmark.device.LiveSessions;
import io.mintmark.gate.admission.Admission;
import io.mintmark.gate.psk.PskTls;
import io.mintmark.gateway.LiveGateways;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
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
  private final Admission admission;
  private final GateCounters counters;
  private final SessionMap sessions;
  private final ApplicationSessions applications = new ApplicationSessions();
  private @Nullable Listeners listeners;
  private @Nullable TlsContexts tls;
  private boolean used;

  public Gate(
      GateSettings settings,
      ServerCertificates certificates,
      GateNeighbours neighbours,
      SecureRandom random,
      InstantSource clock) {
    this(settings, certificates, neighbours, random, clock, System::nanoTime, SWEEP_PERIOD);
  }

  /// @param nanoClock measures deadlines and limits
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
    this.sessions = new SessionMap(neighbours.takeOvers());
    this.random = random;
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.sweepPeriod = sweepPeriod;
    this.admission = new Admission(settings.admission(), nanoClock, random);
    this.counters = new GateCounters(admission);
  }

  /// The sessions of devices; usable before the start, when there are none.
  public LiveSessions sessions() {
    return sessions;
  }

  /// The sessions of cloud programs; usable before the start.
  public LiveApplications applications() {
    return applications;
  }

  /// The sub-devices that are online through gateways.
  public LiveGateways gateways() {
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
    TlsContexts contexts = TlsContexts.of(certificates);
    tls = contexts;
    var plane =
        new Plane(
            settings,
            neighbours,
            contexts,
            new PskTls(random),
            counters,
            new GateEvents(neighbours.events(), clock),
            admission,
            sessions,
            applications,
            new Services(clock),
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

  /// Shows these certificates to whoever connects from now on. Connections that there are, and
  /// handshakes under way, keep theirs.
  ///
  /// @throws SSLException when they cannot be used; nothing has changed
  public synchronized void replaceCertificates(ServerCertificates newer) throws SSLException {
    if (listeners != null && tls != null) {
      tls.replace(newer);
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
