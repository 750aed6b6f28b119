package io.mintmark.gate;

import java.util.concurrent.atomic.AtomicLongArray;

/// Remembers for which client ids the broker may still keep a persistent session, so that a device
/// that now wants a clean one is connected through at once and the old one ends.
///
/// One megabyte of bits, one per hash. A collision costs one early connection to the broker.
/// Nothing is known of sessions from before this process: such a session ends when its device first
/// sends or subscribes, or by its expiry at the broker.
final class OlderSessions {

  private static final int BITS = 1 << 23;

  private final AtomicLongArray words = new AtomicLongArray(BITS / Long.SIZE);

  void remember(String clientId) {
    int bit = bitOf(clientId);
    words.getAndUpdate(bit >>> 6, word -> word | (1L << bit));
  }

  boolean mayHold(String clientId) {
    int bit = bitOf(clientId);
    return (words.get(bit >>> 6) & (1L << bit)) != 0;
  }

  private static int bitOf(String clientId) {
    int hash = clientId.hashCode() * 0x9E37_79B9; // spreads names that differ in the last digits
    return hash >>> 9;
  }
}
