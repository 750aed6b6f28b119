package io.mintmark.gate.admission;

import java.util.concurrent.atomic.AtomicLongArray;

/// Which refusals are told, and how many are only counted: the first of each key, and then one a
/// minute. Built like [TokenTable]; a slot holds 20 bits of the key's hash, the second of the last
/// report, and how many went untold since.
final class Reports {

  /// What [#note] answers for a refusal that is not told.
  static final int UNTOLD = -1;

  private static final int WAYS = 4;
  private static final int HASH_BITS = 20;
  private static final int COUNT_BITS = 24;
  private static final long COUNT = (1L << COUNT_BITS) - 1;
  private static final long SECOND = (1L << (Long.SIZE - HASH_BITS - COUNT_BITS)) - 1;
  private static final long HASH = -1L << (Long.SIZE - HASH_BITS);
  private static final int PERIOD_SECONDS = 60;

  private final AtomicLongArray slots;

  /// @param maxKeys a power of two, at least four
  Reports(int maxKeys) {
    slots = new AtomicLongArray(maxKeys);
  }

  /// Notes a refusal.
  ///
  /// @param second now; the first is not before 60
  /// @return how many were not told since the last report, if this one is to be told, else
  ///     [#UNTOLD]
  int note(long hash, long second) {
    while (true) {
      int slot = slotOf(hash, second);
      long entry = slots.get(slot);
      boolean known = isOf(hash, entry);
      boolean told = !known || age(entry, second) >= PERIOD_SECONDS;
      long count = known ? entry & COUNT : 0;
      long next = told ? entry(hash, second, 0) : (entry & ~COUNT) | Math.min(count + 1, COUNT);
      if (slots.compareAndSet(slot, entry, next)) {
        return told ? (int) count : UNTOLD;
      }
    }
  }

  /// Where the key stands, or else the slot whose report is the oldest.
  private int slotOf(long hash, long second) {
    int first = ((int) hash & (slots.length() / WAYS - 1)) * WAYS;
    int oldest = first;
    for (int slot = first; slot < first + WAYS; slot++) {
      long entry = slots.get(slot);
      if (isOf(hash, entry)) {
        return slot;
      }
      if (age(entry, second) > age(slots.get(oldest), second)) {
        oldest = slot;
      }
    }
    return oldest;
  }

  private static boolean isOf(long hash, long entry) {
    return (hash ^ entry) >>> (Long.SIZE - HASH_BITS) == 0;
  }

  private static long age(long entry, long second) {
    return (second - (entry >>> COUNT_BITS)) & SECOND;
  }

  private static long entry(long hash, long second, long count) {
    return (hash & HASH) | ((second & SECOND) << COUNT_BITS) | count;
  }
}
