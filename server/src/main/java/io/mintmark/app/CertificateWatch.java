package io.mintmark.app;

import io.mintmark.certificate.CertificateKeeper;
import io.mintmark.certificate.CertificateKeeper.Change;
import io.mintmark.certificate.ServerCertificates;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.gate.Gate;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every few seconds whether the gate should show other certificates, on a thread of its own,
/// and tells the operator in the log and in the event log what came of it.
final class CertificateWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

  /// A changed file counts after two looks.
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final CertificateKeeper keeper;
  private final Gate gate;
  private final EventLog events;
  private final InstantSource clock;
  private final Thread thread;

  private CertificateWatch(
      CertificateKeeper keeper, Gate gate, EventLog events, InstantSource clock) {
    this.keeper = keeper;
    this.gate = gate;
    this.events = events;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("certificates").unstarted(this::watch);
  }

  /// From now on nobody else may use `keeper`.
  static CertificateWatch start(
      CertificateKeeper keeper, Gate gate, EventLog events, InstantSource clock) {
    var watch = new CertificateWatch(keeper, gate, events, clock);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(PERIOD);
        look();
      }
    } catch (InterruptedException e) {
      // The server stops.
    }
  }

  private void look() {
    try {
      keeper.look().ifPresent(this::act);
    } catch (RuntimeException e) {
      LOG.error("looking at the certificates failed", e);
    }
  }

  private void act(Change change) {
    switch (change) {
      case Change.Reloaded(var certificates, var detail) ->
          show(certificates, "CERTIFICATE_RELOADED", detail);
      case Change.Renewed(var certificates, var detail) ->
          show(certificates, "CERTIFICATE_RENEWED", detail);
      case Change.Refused(var why) -> refuse(why);
      case Change.Expiring(var detail) -> {
        LOG.warn("a TLS certificate is about to expire: {}", detail);
        append("CERTIFICATE_EXPIRING", detail);
      }
    }
  }

  private void show(ServerCertificates certificates, String outcome, String detail) {
    try {
      gate.replaceCertificates(certificates);
      LOG.info("new TLS certificates: {}", detail);
      append(outcome, detail);
    } catch (IOException e) {
      refuse(String.valueOf(e.getMessage()));
    }
  }

  private void refuse(String why) {
    LOG.warn("the TLS certificates stay what they were: {}", why);
    append("CERTIFICATE_REFUSED", why);
  }

  private void append(String outcome, String detail) {
    events.append(
        new Event(clock.instant(), EventKind.OPERATION, outcome, null, null, null, null, detail));
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
