package io.mintmark.bench;

import java.time.Duration;
import java.util.Locale;

/// What one load measured.
///
/// @param done operations answered well within the measured time
/// @param refused operations answered otherwise, or not at all
/// @param cpu what the server's process used in that time
record Figures(
    String name, long done, long refused, Duration time, Duration cpu, double p50, double p99) {

  double perSecond() {
    return done / (time.toNanos() / 1e9);
  }

  double cpuMicros() {
    return done == 0 ? 0 : cpu.toNanos() / 1e3 / done;
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %.1f | %.1f | %.0f | %d |",
        name,
        perSecond(),
        p50,
        p99,
        cpuMicros(),
        refused);
  }

  static String header() {
    return "| operation | per second | p50 ms | p99 ms | server CPU µs each | refused |\n"
        + "|---|---|---|---|---|---|";
  }
}
