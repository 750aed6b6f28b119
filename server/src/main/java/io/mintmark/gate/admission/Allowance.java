package io.mintmark.gate.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How often something may happen: so many times at once, and so many more per second, minute or
/// hour. Written `10+5/min`: ten at once, then five a minute. [#OFF], written `off`, has no limit.
///
/// @param burst how many at once, after a pause long enough
/// @param refill how many more within `per`
/// @param per a second, a minute or an hour
public record Allowance(int burst, int refill, Duration per) {

  /// As often as one likes.
  public static final Allowance OFF = new Allowance(0, 0, Duration.ofSeconds(1));

  /// What [#parse] takes, for the operator.
  public static final String FORM =
      "off or of the form 10+5/min: how many at once, and how many more per s, min or h, at most"
          + " 100000 per second and refilled within a day";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\+(\\d{1,9})/(s|min|h)");

  /// Above it, rounding to microseconds would falsify the rate.
  private static final int SHORTEST_INTERVAL_MICROS = 10;

  private static final Duration LONGEST_REFILL = Duration.ofDays(1);

  public Allowance {
    if (unit(per).isEmpty()) {
      throw new IllegalArgumentException("an allowance is per second, minute or hour, not " + per);
    }
    if ((burst != 0 || refill != 0) && !isKeepable(burst, refill, per)) {
      throw new IllegalArgumentException(
          "an allowance must be %s; was %d+%d per %s".formatted(FORM, burst, refill, per));
    }
  }

  private static boolean isKeepable(int burst, int refill, Duration per) {
    if (burst < 1 || refill < 1) {
      return false;
    }
    long interval = micros(per) / refill;
    return interval >= SHORTEST_INTERVAL_MICROS && burst * interval <= micros(LONGEST_REFILL);
  }

  public static Allowance perSecond(int burst, int refill) {
    return new Allowance(burst, refill, Duration.ofSeconds(1));
  }

  public static Allowance perMinute(int burst, int refill) {
    return new Allowance(burst, refill, Duration.ofMinutes(1));
  }

  /// The allowance that an operator wrote; empty if it is not of the [#FORM].
  public static Optional<Allowance> parse(String text) {
    if (text.equals("off")) {
      return Optional.of(OFF);
    }
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int burst = Integer.parseInt(parts.group(1));
    int refill = Integer.parseInt(parts.group(2));
    Duration per =
        switch (parts.group(3)) {
          case "s" -> Duration.ofSeconds(1);
          case "min" -> Duration.ofMinutes(1);
          default -> Duration.ofHours(1);
        };
    return isKeepable(burst, refill, per)
        ? Optional.of(new Allowance(burst, refill, per))
        : Optional.empty();
  }

  /// Whether there is no limit.
  public boolean isOff() {
    return burst == 0;
  }

  /// After how many microseconds there is one more; 0 if there is no limit.
  long intervalMicros() {
    return isOff() ? 0 : micros(per) / refill;
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  @Override
  public String toString() {
    if (isOff()) {
      return "off";
    }
    return burst + "+" + refill + "/" + unit(per);
  }

  private static String unit(Duration per) {
    return switch ((int) per.toSeconds()) {
      case 1 -> "s";
      case 60 -> "min";
      case 3_600 -> "h";
      default -> "";
    };
  }
}
