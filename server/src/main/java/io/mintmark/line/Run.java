package io.mintmark.line;

import java.time.Instant;

/// A test as far as counting goes.
///
/// @param at by the clock of the station
/// @param reason empty for a unit that passed
public record Run(Instant at, String station, TestVerdict verdict, String reason) {

  /// The quarter of an hour that it falls into, counted from 1970. Every day of every time zone
  /// begins with one.
  public long slot() {
    return Math.floorDiv(at.getEpochSecond(), SLOT_SECONDS);
  }

  /// The length of a [#slot].
  public static final long SLOT_SECONDS = 900;
}
