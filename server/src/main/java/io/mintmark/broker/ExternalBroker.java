package io.mintmark.broker;

import io.mintmark.broker.BrokerProbe.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A broker that runs elsewhere, known by its address. Every client of the gate logs in there under
/// one account and its own client id.
///
/// A thread of its own resolves the name and looks from time to time whether the broker is there
/// and what it can do, so that no event loop ever waits for a name server. A broker that is away
/// hinders nothing but the clients that need it: they are told to come later.
public final class ExternalBroker implements BrokerLink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExternalBroker.class);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
  private static final Duration WHILE_AWAY = Duration.ofSeconds(2);
  private static final Duration LEAST_BETWEEN_LOOKS = Duration.ofMillis(500);

  /// MQTT 3 has no word for it; no broker is known that takes fewer.
  private static final int CAUTIOUS_RECEIVE_MAXIMUM = 10;

  /// What is known of the broker.
  ///
  /// @param address null as long as its name has not been resolved
  /// @param trouble why it cannot be used; empty if it can
  private record State(
      @Nullable InetSocketAddress address,
      BrokerLimits limits,
      BrokerFeatures features,
      String trouble) {}

  private final ExternalBrokerSettings settings;
  private final OlderSessions olderSessions;
  private final @Nullable BrokerTls tls;
  private final BrokerProbe probe;
  private final BrokerPass pass;
  private final Semaphore lookNow = new Semaphore(0);
  private volatile State state;
  private @Nullable Thread watcher;
  private boolean closed;

  /// @throws IOException when the certificates to trust or the folder cannot be used; the message
  ///     says why
  public ExternalBroker(ExternalBrokerSettings settings) throws IOException {
    this.settings = settings;
    tls = settings.url().encrypted() ? BrokerTls.trusting(settings.caFile(), settings.url()) : null;
    pass = new BrokerPass(settings.userName(), settings.password().expose());
    probe = new BrokerProbe(Optional.of(pass).filter(p -> !p.userName().isEmpty()), tls);
    olderSessions =
        OlderSessions.open(
            settings.olderSessions(), settings.url().toString(), OlderSessions.Past.UNKNOWN);
    state =
        new State(
            null,
            limits(CAUTIOUS_RECEIVE_MAXIMUM, settings.maxPacketBytes()),
            BrokerFeatures.ALL,
            "");
  }

  /// Looks for the broker once, for some seconds at most, and from then on watches it. A broker
  /// that is away is no reason not to start.
  public synchronized void start() {
    if (watcher != null) {
      return;
    }
    look();
    watcher = Thread.ofPlatform().daemon().name("broker-watch").start(this::watch);
  }

  /// Ends the watch. Connections of the gate are its own affair, and end first.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (watcher != null) {
      watcher.interrupt();
    }
    olderSessions.close();
    if (tls != null) {
      tls.close();
    }
  }

  @Override
  public InetSocketAddress address() {
    InetSocketAddress known = state.address();
    if (known == null) {
      throw new IllegalStateException(state.trouble());
    }
    return known;
  }

  @Override
  public Optional<BrokerPass> newPass(String clientId, ClientKind kind) {
    return Optional.of(pass);
  }

  @Override
  public BrokerLimits limits() {
    return state.limits();
  }

  @Override
  public BrokerFeatures features() {
    return state.features();
  }

  @Override
  public @Nullable BrokerTls tls() {
    return tls;
  }

  @Override
  public OlderSessions olderSessions() {
    return olderSessions;
  }

  /// Has the broker looked at soon, not waiting for the next time.
  @Override
  public void connectionFailed() {
    if (lookNow.availablePermits() == 0) {
      lookNow.release();
    }
  }

  /// Why the broker cannot be used at the moment; empty if it can.
  String trouble() {
    return state.trouble();
  }

  private void watch() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(LEAST_BETWEEN_LOOKS.toNanos());
        Duration pause = state.trouble().isEmpty() ? BETWEEN_LOOKS : WHILE_AWAY;
        if (lookNow.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          lookNow.drainPermits();
        }
        look();
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  /// Tries the addresses of the broker's name in turn; the first that serves is used from now on.
  private void look() {
    State before = state;
    InetSocketAddress first = null;
    String trouble = "";
    try {
      for (InetAddress each : InetAddress.getAllByName(settings.url().host())) {
        var address = new InetSocketAddress(each, settings.url().port());
        first = first == null ? address : first;
        try {
          found(before, address, probe.ask(address));
          return;
        } catch (IOException e) {
          trouble = String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
          trouble = "it speaks no MQTT that can be understood";
        }
      }
    } catch (UnknownHostException e) {
      trouble = "its name cannot be resolved";
    }
    lost(before, first, trouble);
  }

  private void found(State before, InetSocketAddress address, Finding finding) {
    int maxPacketBytes = Math.min(settings.maxPacketBytes(), finding.maxPacketBytes());
    int receiveMaximum = Math.min(BrokerLimits.DEFAULT.receiveMaximum(), finding.receiveMaximum());
    state = new State(address, limits(receiveMaximum, maxPacketBytes), finding.features(), "");
    if (before.address() == null || !before.trouble().isEmpty()) {
      LOG.info("the broker {} is in use: {}", settings.url(), finding.features());
      warnOf(finding.features());
    }
  }

  private static void warnOf(BrokerFeatures features) {
    if (!features.dollarTopics()) {
      LOG.warn("the broker delivers no topics that begin with $: Tencent devices need them");
    }
    if (!features.exactTopics()) {
      LOG.warn("the broker changes topics with . or *: the gate refuses those");
    }
  }

  private void lost(State before, @Nullable InetSocketAddress address, String trouble) {
    InetSocketAddress known = before.address() == null ? address : before.address();
    state = new State(known, before.limits(), before.features(), trouble);
    if (!before.trouble().equals(trouble)) {
      LOG.warn(
          "the broker {} cannot be used: {}; clients that need it are told to come later",
          settings.url(),
          trouble);
    }
  }

  private static BrokerLimits limits(int receiveMaximum, int maxPacketBytes) {
    var usual = BrokerLimits.DEFAULT;
    return new BrokerLimits(
        maxPacketBytes,
        receiveMaximum,
        usual.maxClientIdChars(),
        usual.maxTopicChars(),
        usual.sessionExpiry());
  }
}
