package io.mintmark.production;

import io.mintmark.production.ProgressBoard.Look;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One batch under the eyes of all who watch it: one thread looks, the others wait for what it
/// sees.
final class WatchedBatch {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedBatch.class);

  private final Supplier<Look> eye;
  private final Duration interval;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Thread looking;
  private Numbered latest;
  private int watchers;
  private boolean closed;

  /// A look and how many there were before it that differed.
  record Numbered(long number, Look look) {}

  /// Looks once, at once, and from then on in intervals until [#leave] or [#close].
  WatchedBatch(Supplier<Look> eye, Duration interval) {
    this.eye = eye;
    this.interval = interval;
    this.latest = new Numbered(1, eye.get());
    this.looking = Thread.ofVirtual().name("progress").start(this::lookAgainAndAgain);
  }

  void join() {
    lock.lock();
    try {
      watchers++;
    } finally {
      lock.unlock();
    }
  }

  /// True, and it is over, if that was the last one.
  boolean leave() {
    lock.lock();
    try {
      watchers--;
      if (watchers == 0) {
        looking.interrupt();
      }
      return watchers == 0;
    } finally {
      lock.unlock();
    }
  }

  /// The latest look, as soon as its number is above `seen`. Empty if that takes too long or there
  /// will be none.
  Optional<Numbered> after(long seen, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (!closed && latest.number() <= seen && left > 0) {
        left = news.awaitNanos(left);
      }
      return closed || latest.number() <= seen ? Optional.empty() : Optional.of(latest);
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
    looking.interrupt();
  }

  private void lookAgainAndAgain() {
    try {
      while (!isOver()) {
        TimeUnit.NANOSECONDS.sleep(interval.toNanos());
        look();
      }
    } catch (InterruptedException e) {
      // Nobody watches any more.
    }
  }

  private boolean isOver() {
    lock.lock();
    try {
      return closed || latest.look().isLast();
    } finally {
      lock.unlock();
    }
  }

  private void look() {
    try {
      show(eye.get());
    } catch (RuntimeException e) {
      LOG.debug("a batch could not be looked up; its watchers wait", e);
    }
  }

  private void show(Look look) {
    lock.lock();
    try {
      if (!look.isAs(latest.look())) {
        latest = new Numbered(latest.number() + 1, look);
        news.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
