package io.mintmark.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntSupplier;

/// One line on a terminal that fills up; on anything else a line at each quarter.
final class ProgressBar {

  private static final int WIDTH = 40;
  private static final Duration REFRESH = Duration.ofMillis(100);

  private static final double SHORTEST_FOR_A_RATE = 0.25;

  private final PrintStream out;
  private final boolean terminal;
  private final String title;
  private final int total;
  private final long startNanos = System.nanoTime();
  private int lastQuarter;

  ProgressBar(PrintStream out, boolean terminal, String title, int total) {
    this.out = out;
    this.terminal = terminal;
    this.title = title;
    this.total = total;
  }

  /// Shows what `done` says until it reaches the total or `deadline` is over.
  void follow(IntSupplier done, Duration deadline) throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    int now = done.getAsInt();
    while (now < total && System.nanoTime() < end) {
      show(now);
      Thread.sleep(REFRESH);
      now = done.getAsInt();
    }
    finish(now);
  }

  private void show(int done) {
    if (terminal) {
      out.print("\r" + line(done));
      out.flush();
    } else if (4 * done / total > lastQuarter) {
      lastQuarter = 4 * done / total;
      out.println(line(done));
    }
  }

  private void finish(int done) {
    out.println(terminal ? "\r" + line(done) : line(done));
  }

  private String line(int done) {
    int filled = (int) ((long) WIDTH * done / total);
    return String.format(
        Locale.ROOT,
        "  %-22s [%s%s] %,6d of %,d%s ",
        title,
        "#".repeat(filled),
        ".".repeat(WIDTH - filled),
        done,
        total,
        rate(done));
  }

  /// Nothing at first: what was done before the bar began would make a silly rate.
  private String rate(int done) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return seconds < SHORTEST_FOR_A_RATE
        ? ""
        : String.format(Locale.ROOT, "  %,.0f/s", done / seconds);
  }
}
