package io.mintmark.devicekit;

import java.util.random.RandomGenerator;

/// Randomness that always draws the same number.
public record FixedRandom(int number) implements RandomGenerator {

  @Override
  public long nextLong() {
    return number;
  }

  @Override
  public int nextInt() {
    return number;
  }

  @Override
  public int nextInt(int bound) {
    return number % bound;
  }
}
