package io.mintmark.bench;

import org.jspecify.annotations.Nullable;

/// Devices of a range, handed out once each, scattered over all of it. For one thread at a time.
final class Pool {

  private final int first;
  private final int count;
  private long place;
  private long end;

  Pool(int first, int count) {
    this.first = first;
    this.count = count;
    this.end = count;
  }

  int count() {
    return count;
  }

  /// The next device's name, or null when there is none left.
  @Nullable String next() {
    return place < end ? BenchFleet.name(BenchFleet.scattered(first, count, place++)) : null;
  }

  /// Limits what is handed out from now on.
  ///
  /// @return false if so many are not left
  boolean allot(int devices) {
    end = Math.min(count, place + devices);
    return end == place + devices;
  }

  /// Begins again.
  void rewind() {
    place = 0;
  }
}
