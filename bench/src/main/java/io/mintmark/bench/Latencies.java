package io.mintmark.bench;

/// Latencies in steps of 1/16 of their size, from a microsecond to about a minute. Not thread-safe.
final class Latencies {

  private static final int STEPS_PER_OCTAVE = 16;
  private static final int OCTAVES = 26;

  private final long[] counts = new long[STEPS_PER_OCTAVE * OCTAVES];
  private long total;

  void add(long nanos) {
    counts[slotOf(Math.max(1, nanos / 1_000))]++;
    total++;
  }

  /// The latency below which this part of all lies, ms.
  double percentileMillis(double percent) {
    long wanted = (long) Math.ceil(total * percent / 100);
    long seen = 0;
    for (int slot = 0; slot < counts.length; slot++) {
      seen += counts[slot];
      if (seen >= wanted && seen > 0) {
        return microsOf(slot) / 1_000;
      }
    }
    return 0;
  }

  private static int slotOf(long micros) {
    int octave = 63 - Long.numberOfLeadingZeros(micros);
    long base = 1L << octave;
    int step = (int) ((micros - base) * STEPS_PER_OCTAVE / base);
    return Math.min(octave, OCTAVES - 1) * STEPS_PER_OCTAVE + step;
  }

  private static double microsOf(int slot) {
    double base = 1L << (slot / STEPS_PER_OCTAVE);
    return base * (1 + (slot % STEPS_PER_OCTAVE + 1.0) / STEPS_PER_OCTAVE);
  }
}
