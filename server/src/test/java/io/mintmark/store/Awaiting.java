package io.mintmark.store;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waiting for something that will happen, and giving up when it clearly does not.
final class Awaiting {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Awaiting() {}

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not happen");
      }
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
