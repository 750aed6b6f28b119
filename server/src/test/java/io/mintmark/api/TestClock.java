package io.mintmark.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that a test moves.
final class TestClock implements InstantSource {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));

  void pass(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  @Override
  public Instant instant() {
    return now.get();
  }
}
