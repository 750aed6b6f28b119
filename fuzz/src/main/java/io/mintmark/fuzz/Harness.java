package io.mintmark.fuzz;

/// Tries one thing with arbitrary bytes. The same bytes always do the same.
@FunctionalInterface
public interface Harness {

  /// Plays one input.
  ///
  /// @throws AssertionError when something happens that must not; any other exception is a fault as
  ///     well
  void play(byte[] input);
}
