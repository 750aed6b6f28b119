package io.mintmark.gate.admission;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/// Token buckets of many keys under one allowance, in an array that neither grows nor is locked.
///
/// A bucket is one number: the moment at which it will be full again (the generic cell rate
/// algorithm). Each token taken puts that moment off by one interval, and a bucket whose moment has
/// passed is full, which is as good as unknown. So a slot needs 64 bits: 20 of the key's hash, 44
/// of the moment in microseconds, which come round after 203 days.
///
/// A key may stand in any of the four slots of its set. Who comes new takes the one that is nearest
/// to full, often one that is full: whoever floods the table with names displaces names that have
/// hardly been used, and the worst offenders stay. A key that was displaced starts anew, and two
/// keys share a bucket with a chance of one in millions, by nobody's design as the hash is keyed.
final class TokenTable {

  private static final int WAYS = 4;
  private static final int HASH_BITS = 20;
  private static final long TIME = -1L >>> HASH_BITS;

  private final AtomicLongArray slots;
  private final int sets;
  private final long interval;
  private final long depth;

  /// @param maxKeys how many keys are told apart at once, a power of two, at least four
  TokenTable(Allowance allowance, int maxKeys) {
    this(allowance.intervalMicros(), allowance.burst(), allowance.isOff() ? WAYS : maxKeys);
  }

  private TokenTable(long interval, int burst, int maxKeys) {
    if (maxKeys < WAYS || Integer.bitCount(maxKeys) != 1) {
      throw new IllegalArgumentException("maxKeys must be a power of two, was " + maxKeys);
    }
    this.slots = new AtomicLongArray(maxKeys);
    this.sets = maxKeys / WAYS;
    this.interval = interval;
    this.depth = interval * burst;
  }

  /// A table that merely remembers: a key that was drained is used for so long.
  ///
  /// @param time at most 100 days
  static TokenTable memory(Duration time, int maxKeys) {
    return new TokenTable(time.toNanos() / 1_000, 1, maxKeys);
  }

  /// Takes a token.
  ///
  /// @param hash of the key
  /// @param now in microseconds from nowhere in particular
  /// @return false if there was none, and nothing has changed
  boolean take(long hash, long now) {
    while (interval > 0) {
      int slot = slotOf(hash, now);
      long entry = slots.get(slot);
      long ahead = isOf(hash, entry) ? aheadOf(entry, now) : 0;
      if (ahead + interval > depth) {
        return false;
      }
      if (slots.compareAndSet(slot, entry, entry(hash, now + ahead + interval))) {
        return true;
      }
    }
    return true;
  }

  /// Takes all tokens that there may be.
  void drain(long hash, long now) {
    int slot;
    long entry;
    do {
      slot = slotOf(hash, now);
      entry = slots.get(slot);
    } while (!slots.compareAndSet(slot, entry, entry(hash, now + depth)));
  }

  /// Whether there is no token now.
  boolean isSpent(long hash, long now) {
    return ahead(hash, now) + interval > depth;
  }

  /// Whether more than half of the tokens are taken.
  boolean isStrained(long hash, long now) {
    return ahead(hash, now) > depth / 2;
  }

  /// Whether a token is taken.
  boolean isUsed(long hash, long now) {
    return ahead(hash, now) > 0;
  }

  private long ahead(long hash, long now) {
    int first = firstOf(hash);
    for (int slot = first; slot < first + WAYS; slot++) {
      long entry = slots.get(slot);
      if (isOf(hash, entry)) {
        return aheadOf(entry, now);
      }
    }
    return 0;
  }

  /// Where the key stands, or else the slot that it may have.
  private int slotOf(long hash, long now) {
    int first = firstOf(hash);
    int fullest = first;
    long least = Long.MAX_VALUE;
    for (int slot = first; slot < first + WAYS; slot++) {
      long entry = slots.get(slot);
      if (isOf(hash, entry)) {
        return slot;
      }
      long ahead = aheadOf(entry, now);
      if (ahead < least) {
        least = ahead;
        fullest = slot;
      }
    }
    return fullest;
  }

  private int firstOf(long hash) {
    return ((int) hash & (sets - 1)) * WAYS;
  }

  private static boolean isOf(long hash, long entry) {
    return (hash ^ entry) >>> (Long.SIZE - HASH_BITS) == 0;
  }

  /// How long until the bucket is full; 0 if it is, or if the time is none that could be.
  private long aheadOf(long entry, long now) {
    long ahead = ((entry - now) << HASH_BITS) >> HASH_BITS;
    return ahead < 0 || ahead > depth ? 0 : ahead;
  }

  private static long entry(long hash, long full) {
    return (hash & ~TIME) | (full & TIME);
  }
}
