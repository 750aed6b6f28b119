package io.mintmark.dialect;

import java.util.Optional;

/// A timestamp in the other of the two units that devices mix up.
public final class MisreadTimes {

  private static final int SECONDS_DIGITS = 10;
  private static final int MILLISECONDS_DIGITS = 13;

  private MisreadTimes() {}

  /// Milliseconds cut to seconds, or seconds with three zeros; empty if the text is neither.
  public static Optional<String> otherUnit(String timestamp) {
    if (!timestamp.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    return switch (timestamp.length()) {
      case SECONDS_DIGITS -> Optional.of(timestamp + "000");
      case MILLISECONDS_DIGITS -> Optional.of(timestamp.substring(0, SECONDS_DIGITS));
      default -> Optional.empty();
    };
  }
}
