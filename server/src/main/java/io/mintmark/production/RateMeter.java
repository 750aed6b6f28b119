package io.mintmark.production;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// How fast one batch grows, over the last seconds. Safe for any thread.
final class RateMeter {

  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int MAX_MARKS = 1_000;

  private final Deque<Mark> marks = new ArrayDeque<>();

  private record Mark(Instant at, int minted) {}

  synchronized void note(Instant at, int minted) {
    marks.addLast(new Mark(at, minted));
    while (marks.size() > MAX_MARKS || marks.getFirst().at().plus(WINDOW).isBefore(at)) {
      marks.removeFirst();
    }
  }

  /// Units per second; 0 while fewer than two marks are known.
  synchronized double unitsPerSecond() {
    if (marks.size() < 2) {
      return 0;
    }
    var first = marks.getFirst();
    var last = marks.getLast();
    double seconds = Duration.between(first.at(), last.at()).toNanos() / 1e9;
    return seconds <= 0 ? 0 : (last.minted() - first.minted()) / seconds;
  }
}
