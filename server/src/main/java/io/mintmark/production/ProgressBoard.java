package io.mintmark.production;

import io.mintmark.device.BatchId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Shows many people at once how batches get on. Each batch that somebody watches is looked up once
/// per interval, on a virtual thread, however many watch it; a batch that nobody watches is not
/// looked up at all. Safe for any thread.
public final class ProgressBoard implements AutoCloseable {

  private final Batches batches;
  private final Minting minting;
  private final Duration interval;
  private final int maxWatchers;
  private final Map<BatchId, WatchedBatch> watched = new ConcurrentHashMap<>();
  private final AtomicInteger watchers = new AtomicInteger();
  private volatile boolean closed;

  /// Shows nobody anything yet.
  ///
  /// @param interval between two looks at a batch
  /// @param maxWatchers in all
  public ProgressBoard(Batches batches, Minting minting, Duration interval, int maxWatchers) {
    this.batches = batches;
    this.minting = minting;
    this.interval = interval;
    this.maxWatchers = maxWatchers;
  }

  /// A batch at one moment.
  public record Look(Batch batch, Progress progress) {

    /// Whether nothing more will be seen here.
    public boolean isLast() {
      return switch (batch.state()) {
        case READY, CLOSED, REJECTED, CANCELLED -> true;
        case DRAFT, IN_REVIEW, APPROVED, MINTING, STOPPED -> false;
      };
    }

    /// Whether an onlooker would see the same.
    boolean isAs(Look other) {
      return batch.equals(other.batch);
    }
  }

  /// One onlooker. For one thread; closed by whoever opened it.
  public interface Watch extends AutoCloseable {

    /// Waits for something new: the first call answers at once, a later one when the batch has
    /// changed since the one before. Empty after `patience` without a change, or when the board is
    /// closed.
    Optional<Look> next(Duration patience) throws InterruptedException;

    @Override
    void close();
  }

  /// Begins to watch a batch that exists. Empty if too many watch already or the board is closed.
  public Optional<Watch> watch(BatchId id) {
    if (closed || watchers.incrementAndGet() > maxWatchers) {
      watchers.decrementAndGet();
      return Optional.empty();
    }
    try {
      return Optional.of(new Onlooker(id, joined(id)));
    } catch (RuntimeException e) {
      watchers.decrementAndGet();
      throw e;
    }
  }

  private WatchedBatch joined(BatchId id) {
    return watched.compute(
        id,
        (_, known) -> {
          var batch = known == null ? new WatchedBatch(() -> look(id), interval) : known;
          batch.join();
          return batch;
        });
  }

  private Look look(BatchId id) {
    var batch = batches.find(id).orElseThrow(() -> new IllegalStateException("no batch " + id));
    return new Look(batch, minting.progressOf(batch));
  }

  private final class Onlooker implements Watch {

    private final BatchId id;
    private final WatchedBatch batch;
    private long seen;

    Onlooker(BatchId id, WatchedBatch batch) {
      this.id = id;
      this.batch = batch;
    }

    @Override
    public Optional<Look> next(Duration patience) throws InterruptedException {
      var news = batch.after(seen, patience);
      news.ifPresent(look -> seen = look.number());
      return news.map(WatchedBatch.Numbered::look);
    }

    @Override
    public void close() {
      watchers.decrementAndGet();
      watched.computeIfPresent(id, (_, known) -> known.leave() ? null : known);
    }
  }

  /// Whether it was closed; watches then have no more to tell.
  public boolean isClosed() {
    return closed;
  }

  /// Sends all onlookers away and takes no more.
  @Override
  public void close() {
    closed = true;
    watched.values().forEach(WatchedBatch::close);
  }
}
