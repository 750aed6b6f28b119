package io.mintmark.broker;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.exceptions.StartAbortedException;
import com.hivemq.exceptions.UnrecoverableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HiveMQ Community Edition inside this process, on loopback, open to the gate alone.
///
/// `start` and `stop` may be called in any order and again; a stopped broker starts anew with its
/// sessions and queued messages. Both wait until done: starting takes about a second, stopping a
/// few (HiveMQ gives its connections two seconds of quiet). It registers no shutdown hook of its
/// own.
public final class EmbeddedBroker implements BrokerLink, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final String GATE = "gate";
  private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(10);
  private static final int MOST_TOKENS_WAITING = 65_536;

  // HiveMQ waits forever for a store it cannot open.
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  private final BrokerSettings settings;
  private final OneTimeTokens tokens;
  private @Nullable EmbeddedHiveMQ hiveMq;
  private volatile @Nullable InetSocketAddress address;
  private volatile @Nullable OlderSessions olderSessions;

  public EmbeddedBroker(BrokerSettings settings, SecureRandom random, InstantSource clock) {
    this.settings = settings;
    this.tokens = new OneTimeTokens(random, clock, TOKEN_LIFETIME, MOST_TOKENS_WAITING);
  }

  /// Starts and listens, or lets go of everything again.
  ///
  /// @throws IOException when it cannot; the message says what stands in the way
  public synchronized void start() throws IOException {
    if (hiveMq != null) {
      return;
    }
    OlderSessions notes = openOlderSessions();
    HiveMqConfiguration.write(settings, LOOPBACK.getHostAddress());
    var extension = new GateExtension(tokens, settings);
    EmbeddedHiveMQ started = startHiveMq(extension);
    try {
      address = boundAddress(extension);
    } catch (IOException e) {
      close(started);
      throw e;
    }
    hiveMq = started;
    olderSessions = notes;
    log.info("broker listens on {}", address);
  }

  /// Closes every connection, writes everything down and lets go of the data folder.
  public synchronized void stop() {
    EmbeddedHiveMQ running = hiveMq;
    if (running == null) {
      return;
    }
    hiveMq = null;
    address = null;
    tokens.forgetAll();
    close(running);
    if (olderSessions != null) {
      olderSessions.close();
    }
  }

  /// An older version kept no notes; its sessions are in the data folder all the same.
  private OlderSessions openOlderSessions() throws IOException {
    if (settings.store() == SessionStore.MEMORY) {
      return OlderSessions.inMemory();
    }
    boolean used = Files.exists(settings.dataFolder().resolve("persistence"));
    return OlderSessions.open(
        settings.dataFolder().resolve("older-sessions"),
        "embedded",
        used ? OlderSessions.Past.UNKNOWN : OlderSessions.Past.NONE);
  }

  @Override
  public void close() {
    stop();
  }

  @Override
  public InetSocketAddress address() {
    InetSocketAddress bound = address;
    if (bound == null) {
      throw new IllegalStateException("the broker is not running");
    }
    return bound;
  }

  @Override
  public Optional<BrokerPass> newPass(String clientId, ClientKind kind) {
    return tokens.issue(clientId, kind).map(token -> new BrokerPass(GATE, token));
  }

  @Override
  public BrokerLimits limits() {
    return settings.limits();
  }

  @Override
  public OlderSessions olderSessions() {
    OlderSessions notes = olderSessions;
    if (notes == null) {
      throw new IllegalStateException("the broker is not running");
    }
    return notes;
  }

  private EmbeddedHiveMQ startHiveMq(GateExtension extension) throws IOException {
    // HiveMQ keeps settings and its extensions' services in static fields and takes the process's
    // handler of uncaught exceptions, which would end the process; one start at a time, and the
    // handler is put back.
    synchronized (EmbeddedBroker.class) {
      var handler = Thread.getDefaultUncaughtExceptionHandler();
      EmbeddedHiveMQ hive = build(extension);
      try {
        hive.start().get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        return hive;
      } catch (ExecutionException e) {
        close(hive);
        throw new IOException(reasonOf(e.getCause()), e.getCause());
      } catch (TimeoutException e) {
        throw new IOException(
            "the broker did not start in " + LONGEST_START + " on " + settings.dataFolder(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        close(hive);
        throw new InterruptedIOException("interrupted while the broker started");
      } finally {
        Thread.setDefaultUncaughtExceptionHandler(handler);
      }
    }
  }

  private EmbeddedHiveMQ build(GateExtension extension) {
    EmbeddedHiveMQ hive =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(settings.configFolder())
            .withDataFolder(settings.dataFolder())
            .withExtensionsFolder(HiveMqConfiguration.extensionsFolder(settings))
            .withEmbeddedExtension(
                EmbeddedExtension.builder()
                    .withId("mintmark-gate")
                    .withName("Mintmark gate")
                    .withVersion("1")
                    .withExtensionMain(extension)
                    .build())
            .withoutLoggingBootstrap()
            .build();
    HiveMqConfiguration.setProcessWide();
    return hive;
  }

  private String reasonOf(@Nullable Throwable cause) {
    return switch (cause) {
      case UnrecoverableException _ ->
          "the broker cannot listen on port "
              + settings.port()
              + " of "
              + LOOPBACK.getHostAddress()
              + "; is it in use?";
      case StartAbortedException _ ->
          "another broker is using the data folder " + settings.dataFolder();
      case null, default -> "the broker did not start on the data folder " + settings.dataFolder();
    };
  }

  /// HiveMQ falls back to port 1883 of every address when it cannot read its configuration, and
  /// starts without an extension that fails; neither may go unnoticed.
  private InetSocketAddress boundAddress(GateExtension extension) throws IOException {
    var listeners = extension.listeners();
    if (listeners.size() == 1) {
      var listener = listeners.iterator().next();
      if (listener.getBindAddress().equals(LOOPBACK.getHostAddress())) {
        return new InetSocketAddress(LOOPBACK, listener.getPort());
      }
    }
    throw new IOException("the broker did not take the configuration " + settings.configFolder());
  }

  private static void close(EmbeddedHiveMQ hive) {
    try {
      hive.close();
    } catch (ExecutionException e) {
      log.error("the broker did not stop cleanly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.error("interrupted while the broker stopped");
    }
  }
}
