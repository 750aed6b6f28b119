package io.mintmark.app;

import io.mintmark.sheet.ListDesk;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets lists of names whose time is over, on a thread of its own. So do uploads; this is for
/// the time in which there are none.
final class ListSweep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ListSweep.class);
  private static final Duration PERIOD = Duration.ofMinutes(10);

  private final ListDesk desk;
  private final Thread thread;

  private ListSweep(ListDesk desk) {
    this.desk = desk;
    this.thread = Thread.ofVirtual().name("name lists").unstarted(this::run);
  }

  static ListSweep start(ListDesk desk) {
    var sweep = new ListSweep(desk);
    sweep.thread.start();
    return sweep;
  }

  private void run() {
    try {
      while (true) {
        sweep();
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException e) {
      // The server stops.
    }
  }

  private void sweep() {
    try {
      desk.sweep();
    } catch (RuntimeException e) {
      LOG.error("forgetting old lists of names failed", e);
    }
  }

  /// Waits for the list at hand to be gone; the rest goes after the next start.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
