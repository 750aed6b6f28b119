package io.mintmark.delivery;

import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import java.nio.charset.StandardCharsets;

/// Which number a name has in a batch: hashes of 64 bits instead of names, so that a million take
/// 24 MB. That two names of a batch share one is as unlikely as guessing.
final class NameNumbers {

  private static final int PAGE = 10_000;
  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private final long[] hashes;
  private final int[] numbers;
  private final int mask;

  private NameNumbers(int size) {
    int slots = Integer.highestOneBit(Math.max(size, 4) - 1) << 2; // half of them stay free
    this.hashes = new long[slots];
    this.numbers = new int[slots];
    this.mask = slots - 1;
  }

  static NameNumbers of(Batch batch, Batches batches) {
    var index = new NameNumbers(batch.size());
    var lines = batches.lines(batch.id(), 0, PAGE);
    while (!lines.isEmpty()) {
      lines.forEach(line -> index.put(hash(line.name()), line.number()));
      lines = batches.lines(batch.id(), lines.getLast().number(), PAGE);
    }
    return index;
  }

  private static long hash(String name) {
    long hash = START;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = mixed(hash, b);
    }
    return hash;
  }

  /// The hash of a text of no bytes, to go on from with [#mixed].
  static long start() {
    return START;
  }

  /// The hash of a text that is one byte longer.
  static long mixed(long hash, int b) {
    return (hash ^ (b & 0xff)) * PRIME;
  }

  private void put(long hash, int number) {
    int slot = slot(hash);
    while (numbers[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    hashes[slot] = hash;
    numbers[slot] = number;
  }

  /// The number of the name with this hash; 0 if there is none.
  int find(long hash) {
    int slot = slot(hash);
    while (numbers[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return numbers[slot];
  }

  /// The low bits of the hash alone would crowd.
  private int slot(long hash) {
    long spread = hash * 0x9E3779B97F4A7C15L;
    return (int) (spread >>> 32) & mask;
  }
}
