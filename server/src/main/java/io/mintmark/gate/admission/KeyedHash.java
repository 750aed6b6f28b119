package io.mintmark.gate.admission;

import java.util.random.RandomGenerator;

/// SipHash-1-3 under a random key: nobody outside can find two names that fall together, and so put
/// a stranger over a limit by his own failures. Safe for any thread; allocates nothing that lives.
final class KeyedHash {

  private final long key0;
  private final long key1;

  KeyedHash(RandomGenerator random) {
    this(random.nextLong(), random.nextLong());
  }

  KeyedHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  long of(long value) {
    var state = new State(key0, key1);
    state.take(value);
    return state.finish(8L << 56);
  }

  long of(long first, long second) {
    var state = new State(key0, key1);
    state.take(first);
    state.take(second);
    return state.finish(16L << 56);
  }

  /// Of two texts; which part belongs to which of them matters.
  long of(String first, String second) {
    var state = new State(key0, key1);
    state.take(first);
    state.take(second);
    return state.finish(((long) first.length() << 32) | second.length());
  }

  private static final class State {

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long key0, long key1) {
      v0 = key0 ^ 0x736f6d6570736575L;
      v1 = key1 ^ 0x646f72616e646f6dL;
      v2 = key0 ^ 0x6c7967656e657261L;
      v3 = key1 ^ 0x7465646279746573L;
    }

    void take(String text) {
      int length = text.length();
      for (int from = 0; from < length; from += 4) {
        long word = 0;
        for (int i = from; i < Math.min(from + 4, length); i++) {
          word = (word << 16) | text.charAt(i);
        }
        take(word);
      }
    }

    void take(long word) {
      v3 ^= word;
      round();
      v0 ^= word;
    }

    long finish(long last) {
      take(last);
      v2 ^= 0xff;
      round();
      round();
      round();
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v1;
      v0 += v3;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
