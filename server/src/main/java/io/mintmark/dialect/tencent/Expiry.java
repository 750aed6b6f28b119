package io.mintmark.dialect.tencent;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Until when a device meant its signature to hold. Vendors' SDKs fill the field with seconds, with
/// milliseconds of the present, with the largest number of 32 or 64 bits, and with that cut short
/// by a buffer; only plain seconds can be held against a device.
///
/// @param at null for "for ever"
record Expiry(@Nullable Instant at) {

  private static final Expiry NEVER = new Expiry(null);

  /// Above this a number is no time in seconds (it would be the year 5138).
  private static final long MAX_SECONDS = 100_000_000_000L;

  private static final int MAX_DIGITS = 12;

  /// Empty if it is not a decimal number.
  static Optional<Expiry> parse(String text) {
    int significant = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return Optional.empty();
      }
      significant += significant > 0 || c != '0' ? 1 : 0;
    }
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(significant > MAX_DIGITS ? NEVER : ofSeconds(Long.parseLong(text)));
  }

  private static Expiry ofSeconds(long value) {
    return value > MAX_SECONDS || value == Integer.MAX_VALUE
        ? NEVER
        : new Expiry(Instant.ofEpochSecond(value));
  }
}
