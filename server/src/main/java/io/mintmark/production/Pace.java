package io.mintmark.production;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How much minting does at a time and how long it rests after it.
///
/// A chunk is as many units as the store writes in a moment, which is how long a device may have to
/// wait for it. The rest lasts as long as devices ask for much: on an idle server there is none,
/// while a fleet connects minting keeps to its share of the time, and in between it is in between.
/// For one thread, except that [#chunk] may be asked by any.
final class Pace {

  /// For one chunk, while no device asks for anything.
  private static final Duration CHUNK_TIME = Duration.ofMillis(30);

  /// For one chunk, while devices are busy: the smaller, the more a chunk's own commit weighs.
  private static final Duration SHORT_CHUNK_TIME = Duration.ofMillis(10);

  private static final int FIRST_CHUNK = 500;
  private static final int LEAST_CHUNK = 100;

  /// Calls a second from which devices count as busy: a tenth of a core, or somewhat more.
  private static final double BUSY_CALLS = 1_000;

  private static final Duration LONGEST_REST = Duration.ofMillis(500);

  private final int most;
  private final int share;
  private final DeviceTraffic traffic;
  private final LongSupplier nanoTime;
  private volatile int chunk;
  private double load;
  private long callsBefore;
  private long since;

  /// @param nanoTime as [System#nanoTime]
  Pace(ProductionSettings settings, DeviceTraffic traffic, LongSupplier nanoTime) {
    this.most = settings.chunkSize();
    this.share = settings.mintingShare();
    this.traffic = traffic;
    this.nanoTime = nanoTime;
    this.chunk = Math.min(most, FIRST_CHUNK);
    this.callsBefore = traffic.calls();
    this.since = nanoTime.getAsLong();
  }

  /// Units to mint in the next transaction.
  int chunk() {
    return chunk;
  }

  /// Notes how long the store took for a chunk. A single slow one halves the next at most, a quick
  /// one doubles it; the few units at the end of a batch say nothing.
  void wrote(int units, Duration time) {
    if (units < chunk) {
      return;
    }
    double wanted = units * chunkTime().toNanos() / (double) Math.max(1, time.toNanos());
    double near = Math.clamp(wanted, units / 2.0, units * 2.0);
    chunk = (int) Math.clamp(near, Math.min(LEAST_CHUNK, most), most);
  }

  /// How long to rest after having been busy for so long.
  Duration rest(Duration busy) {
    look();
    double wanted = busy.toNanos() * load * (100 - share) / share;
    var rest = Duration.ofNanos((long) wanted);
    return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
  }

  /// How busy devices have been since the last look, from 0 to 1.
  private void look() {
    long calls = traffic.calls();
    long now = nanoTime.getAsLong();
    double seconds = Math.max(1, now - since) / 1e9;
    load = Math.min(1, (calls - callsBefore) / seconds / BUSY_CALLS);
    callsBefore = calls;
    since = now;
  }

  private Duration chunkTime() {
    double nanos = CHUNK_TIME.toNanos() * (1 - load) + SHORT_CHUNK_TIME.toNanos() * load;
    return Duration.ofNanos((long) nanos);
  }
}
