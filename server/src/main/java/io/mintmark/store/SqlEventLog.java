package io.mintmark.store;

import io.mintmark.event.Event;
import io.mintmark.event.EventLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes events behind the back of whoever reports them: a bounded queue and one thread that
/// stores what has gathered, many to a transaction. What does not fit into the queue, or cannot be
/// stored, is counted, and the counts are stored as soon as that works again.
final class SqlEventLog implements EventLog, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SqlEventLog.class);

  private static final int AT_ONCE = 4_096;

  /// What a transaction costs is shared by all that came in this time. Readers wait for it once.
  private static final Duration GATHER = Duration.ofMillis(40);

  private final BlockingQueue<Entry> queue;
  private final SuppressedEvents suppressed = new SuppressedEvents();
  private final EventTable table;
  private final InstantSource clock;
  private final Thread thread;
  private volatile boolean closed;

  /// @param capacity events that may wait to be stored
  SqlEventLog(EventTable table, int capacity, InstantSource clock) {
    this.table = table;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("event-writer").daemon().start(this::run);
  }

  private sealed interface Entry {}

  private record Reported(Event event) implements Entry {}

  /// Passed when all that was reported before it is stored or counted.
  private record Barrier(CountDownLatch reached) implements Entry {}

  @Override
  public void append(Event event) {
    if (closed || !queue.offer(new Reported(event))) {
      suppressed.count(event);
    }
  }

  /// Waits until everything reported before this call can be read.
  ///
  /// @return false if that took longer than `limit`
  boolean flush(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    var reached = new CountDownLatch(1);
    try {
      return queue.offer(new Barrier(reached), limit.toNanos(), TimeUnit.NANOSECONDS)
          && reached.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Stores what is waiting and ends. What is reported from now on is lost.
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        // It may be waiting for an entry.
        queue.offer(new Barrier(new CountDownLatch(1)), 100, TimeUnit.MILLISECONDS);
        thread.join(Duration.ofMillis(100));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var entries = new ArrayList<Entry>(AT_ONCE);
    while (!closed || !queue.isEmpty()) {
      var first = next();
      if (first == null) {
        continue;
      }
      entries.add(first);
      gather(entries);
      store(entries);
      for (var entry : entries) {
        if (entry instanceof Barrier(var reached)) {
          reached.countDown();
        }
      }
      entries.clear();
    }
    table.close();
  }

  /// The next entry, or null if nothing came for a second: then counts may still wait for a
  /// database that failed.
  private @Nullable Entry next() {
    try {
      var entry = queue.poll(1, TimeUnit.SECONDS);
      return entry == null && !suppressed.isEmpty() ? new Barrier(new CountDownLatch(1)) : entry;
    } catch (InterruptedException e) {
      return null; // nobody interrupts this thread; close() tells it to end
    }
  }

  private void gather(List<Entry> entries) {
    queue.drainTo(entries, AT_ONCE - entries.size());
    boolean awaited = entries.stream().anyMatch(Barrier.class::isInstance);
    if (awaited || closed || entries.size() == AT_ONCE) {
      return;
    }
    try {
      Thread.sleep(GATHER);
    } catch (InterruptedException e) {
      // nobody interrupts this thread; what has gathered so far is stored
    }
    queue.drainTo(entries, AT_ONCE - entries.size());
  }

  private void store(List<Entry> entries) {
    var events = new ArrayList<Event>(entries.size());
    for (var entry : entries) {
      if (entry instanceof Reported(var event)) {
        events.add(event);
      }
    }
    var counts = suppressed.take();
    counts.forEach(
        (kind, count) -> events.add(SuppressedEvents.event(kind, count, clock.instant())));
    if (events.isEmpty()) {
      return;
    }
    try {
      table.add(events);
    } catch (BrokenStoreException e) {
      log.error("{} events could not be stored: {}", events.size(), e.getMessage());
      events.stream().filter(event -> !SuppressedEvents.isCount(event)).forEach(suppressed::count);
      suppressed.add(counts);
    }
  }
}
