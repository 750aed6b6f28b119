package io.mintmark.production;

import io.mintmark.device.BatchId;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what follows from the state of a batch and needs nobody: begins minting what is approved,
/// and frees the names of what was rejected or cancelled, chunk by chunk. It goes by what is stored
/// and nothing else, so that a look too many does no harm and [#start] takes up whatever an earlier
/// run of the server left. On one thread of its own.
public final class BatchClerk implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BatchClerk.class);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

  private final Batches batches;
  private final Minting minting;
  private final ProductionSettings settings;
  private final ScheduledThreadPoolExecutor thread;

  public BatchClerk(Batches batches, Minting minting, ProductionSettings settings) {
    this.batches = batches;
    this.minting = minting;
    this.settings = settings;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().name("batch-clerk").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /// Takes up what an earlier run left undone.
  public void start() {
    batches.undone().forEach(batch -> look(batch.id()));
  }

  /// Looks at the batch soon. It need not be there.
  void look(BatchId id) {
    turn(id, 0, Duration.ZERO);
  }

  private void turn(BatchId id, int failures, Duration delay) {
    var _ = thread.schedule(() -> run(id, failures), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run(BatchId id, int failures) {
    try {
      if (serve(id)) {
        turn(id, 0, Duration.ZERO);
      }
    } catch (Throwable e) { // a batch must not be forgotten, whatever happens
      LOG.warn("batch {} could not be served, {} times in a row", id, failures + 1, e);
      turn(id, failures + 1, delayAfter(failures));
    }
  }

  /// True if there is more to do.
  private boolean serve(BatchId id) {
    var found = batches.find(id);
    if (found.isEmpty()) {
      return false;
    }
    var batch = found.get();
    return switch (batch.state()) {
      case APPROVED -> {
        var minted = batch.after(Batch.State.MINTING, null, batch.papers());
        if (batches.replace(batch, minted)) {
          minting.take(id);
          yield false;
        }
        yield true; // somebody was faster: look again
      }
      case MINTING -> {
        minting.take(id);
        yield false;
      }
      case REJECTED, CANCELLED -> batches.freeNames(batch);
      case DRAFT, IN_REVIEW, STOPPED, READY, CLOSED -> false;
    };
  }

  private Duration delayAfter(int failures) {
    var delay = settings.retryDelay().multipliedBy(1L << Math.min(failures, 20));
    return delay.compareTo(ProductionSettings.MAX_RETRY_DELAY) < 0
        ? delay
        : ProductionSettings.MAX_RETRY_DELAY;
  }

  /// Finishes the look at hand and ends; the rest is taken up at the next start.
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LONGEST_LOOK.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("a batch is still being served; the server stops without waiting for it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
