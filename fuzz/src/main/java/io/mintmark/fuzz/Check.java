package io.mintmark.fuzz;

/// Where harnesses say what must hold.
public final class Check {

  private Check() {}

  /// Ends the input, and the run with it, if the condition does not hold.
  ///
  /// @throws AssertionError with the text
  public static void that(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
