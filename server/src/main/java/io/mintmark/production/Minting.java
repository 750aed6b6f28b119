package io.mintmark.production;

import io.mintmark.device.BatchId;
import io.mintmark.device.StoreFullException;
import io.mintmark.device.StoreOverloadedException;
import io.mintmark.event.EventLog;
import io.mintmark.product.Products;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Mints batches in the background, a chunk of each in turn, on one thread of its own. What is
/// stored decides where a batch goes on, so a server that was killed continues at the first unit
/// that does not exist.
///
/// After each chunk the thread rests for as long as devices need, see [Pace]. A store that fails is
/// tried again, ever more slowly, and after many failures in a row the batch is stopped; an
/// overloaded one is tried again for as long as it takes, and a full one stops the batch at once.
public final class Minting implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Minting.class);
  private static final Duration LONGEST_CHUNK = Duration.ofSeconds(30);

  private final Batches batches;
  private final Mint mint;
  private final Pace pace;
  private final BatchJournal journal;
  private final ProductionSettings settings;
  private final InstantSource clock;
  private final Map<BatchId, RateMeter> rates = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor thread;

  /// Minting beside which no devices are.
  public Minting(
      Batches batches,
      Products products,
      Vault vault,
      EventLog events,
      ProductionSettings settings,
      SecureRandom random,
      InstantSource clock) {
    this(batches, products, vault, events, settings, DeviceTraffic.NONE, random, clock);
  }

  public Minting(
      Batches batches,
      Products products,
      Vault vault,
      EventLog events,
      ProductionSettings settings,
      DeviceTraffic traffic,
      SecureRandom random,
      InstantSource clock) {
    this.batches = batches;
    this.pace = new Pace(settings, traffic, System::nanoTime);
    this.mint = new Mint(batches, products, vault, events, pace, random, clock);
    this.journal = new BatchJournal(events, clock);
    this.settings = settings;
    this.clock = clock;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().name("minting").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    // After shutdown nothing new begins; the chunk at hand is finished.
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /// Takes up all batches that an earlier run of the server left unfinished.
  public void start() {
    batches.unfinished().forEach(batch -> take(batch.id()));
  }

  /// Takes up a batch that was just stored. Taking one up twice, or one that is not MINTING or not
  /// there, does no harm.
  void take(BatchId batch) {
    turn(batch, 0, Duration.ZERO);
  }

  /// Takes a stopped batch up again. False if there is no such batch or it is not stopped.
  public boolean resume(BatchId id) {
    var batch = batches.find(id).filter(found -> found.state() == Batch.State.STOPPED);
    if (batch.isEmpty()) {
      return false;
    }
    try {
      batches.resume(id);
      journal.note(
          batch.get(), "RESUMED", BatchJournal.units(batch.get().minted()) + " minted so far");
    } finally {
      take(id); // also if the store failed: its answer may be lost, but not the commit
    }
    return true;
  }

  /// How far this batch is, as stored, and how fast it goes.
  public Progress progressOf(Batch batch) {
    var meter = rates.get(batch.id());
    double rate =
        meter == null || batch.state() != Batch.State.MINTING ? 0 : meter.unitsPerSecond();
    if (rate <= 0) {
      return new Progress(batch.minted(), batch.size(), 0, Optional.empty());
    }
    long millisLeft = Math.round((batch.size() - batch.minted()) / rate * 1_000);
    var end = clock.instant().plusMillis(millisLeft);
    return new Progress(batch.minted(), batch.size(), rate, Optional.of(end));
  }

  /// Finishes the chunk at hand and ends; batches go on at the next start.
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LONGEST_CHUNK.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("minting is still busy with a chunk; the server stops without waiting for it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lines the batch up behind the others.
  ///
  /// @param failures of the store in a row so far
  private void turn(BatchId batch, int failures, Duration delay) {
    var _ = thread.schedule(() -> run(batch, failures), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run(BatchId id, int failures) {
    long begin = System.nanoTime();
    try {
      var minted = mint.mintChunk(id);
      if (minted.isPresent()) {
        rates.computeIfAbsent(id, _ -> new RateMeter()).note(clock.instant(), minted.get());
        turn(id, 0, Duration.ZERO);
      } else {
        rates.remove(id);
      }
    } catch (StoreOverloadedException e) {
      turn(id, failures, settings.retryDelay());
    } catch (StoreFullException e) {
      full(id);
    } catch (Throwable e) { // a batch must not be forgotten, whatever happens
      if (isOver(id)) {
        rates.remove(id);
      } else {
        failed(id, failures + 1, e);
      }
    }
    rest(Duration.ofNanos(System.nanoTime() - begin));
  }

  /// Whether somebody stopped the batch in the middle of a chunk, which is no failure.
  private boolean isOver(BatchId id) {
    try {
      return batches.find(id).filter(batch -> batch.state() == Batch.State.MINTING).isEmpty();
    } catch (RuntimeException e) {
      return false; // not known, so it stays in the line
    }
  }

  private void failed(BatchId id, int failures, Throwable failure) {
    LOG.warn("minting of batch {} failed, {} times in a row", id, failures, failure);
    var reason = "the database failed again and again; see the server's log, then resume";
    if (failures >= settings.maxFailures() && stop(id, reason)) {
      return;
    }
    turn(id, failures, delayAfter(failures));
  }

  /// Trying again would only fill what little room others need.
  private void full(BatchId id) {
    LOG.warn("batch {} stops: the disk of the database is full", id);
    if (!stop(id, "the disk of the database is full; make room on it, then resume")) {
      turn(id, 0, ProductionSettings.MAX_RETRY_DELAY);
    }
  }

  /// False if the store does not take even that; the batch stays in the line then.
  private boolean stop(BatchId id, String reason) {
    try {
      batches.find(id).ifPresent(batch -> mint.stop(batch, reason));
      rates.remove(id);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("batch {} could not be stopped", id, e);
      return false;
    }
  }

  private Duration delayAfter(int failures) {
    long factor = 1L << Math.min(failures - 1, 20);
    var delay = settings.retryDelay().multipliedBy(factor);
    return delay.compareTo(ProductionSettings.MAX_RETRY_DELAY) < 0
        ? delay
        : ProductionSettings.MAX_RETRY_DELAY;
  }

  private void rest(Duration busy) {
    try {
      Thread.sleep(pace.rest(busy));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
