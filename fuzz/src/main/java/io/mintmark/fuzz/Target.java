package io.mintmark.fuzz;

import org.jspecify.annotations.Nullable;

/// What Jazzer calls, by names of its choice: first once with the name of a harness, then with one
/// input after the other.
public final class Target {

  private static @Nullable Harness harness;

  private Target() {}

  public static void fuzzerInitialize(String[] arguments) {
    harness = Harnesses.named(arguments[0]);
  }

  public static void fuzzerTestOneInput(byte[] input) {
    if (harness == null) {
      throw new IllegalStateException("no harness was named");
    }
    harness.play(input);
  }
}
