package io.mintmark.risk;

import java.util.concurrent.atomic.AtomicLongArray;

/// Where devices last logged in from: a table of fixed size without locks, in which a login takes
/// the place of another one that falls on the same slot. What is lost so is a chance to see
/// something, no more.
///
/// A slot is three words that are written one by one, and two threads may write the same slot at
/// once. So the first word is the tag mixed with a hash of the other two: a slot in which words of
/// two logins have met belongs to nobody. A hash, because addresses and times of neighbours differ
/// in few bits, and without one their differences could cancel each other.
///
/// Safe for any thread. Nothing here allocates or waits.
final class RecentLogins {

  private static final int WORDS = 3;

  private final AtomicLongArray words;
  private final int mask;
  private final long windowMillis;

  /// @param slots a power of two; each takes 24 bytes
  /// @param windowMillis within which two logins are told apart
  RecentLogins(int slots, long windowMillis) {
    if (Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("the number of slots is a power of two");
    }
    this.words = new AtomicLongArray(slots * WORDS);
    this.mask = slots - 1;
    this.windowMillis = windowMillis;
  }

  /// Notes a login.
  ///
  /// @param tag a hash of 64 bits of who it is
  /// @param address by [Network]
  /// @return the address of the login before if that was within the window, else
  ///     [Network#UNKNOWN]
  long note(long tag, long address, long millis) {
    int slot = slotOf(tag);
    long check = words.getOpaque(slot);
    long before = words.getOpaque(slot + 1);
    long at = words.getOpaque(slot + 2);
    words.setOpaque(slot, tag ^ hash(address, millis));
    words.setOpaque(slot + 1, address);
    words.setOpaque(slot + 2, millis);
    boolean recent = (check ^ hash(before, at)) == tag && Math.abs(millis - at) <= windowMillis;
    return recent ? before : Network.UNKNOWN;
  }

  /// The address of the last login, if it is still known, else [Network#UNKNOWN].
  long addressOf(long tag) {
    int slot = slotOf(tag);
    long check = words.getOpaque(slot);
    long address = words.getOpaque(slot + 1);
    long at = words.getOpaque(slot + 2);
    return (check ^ hash(address, at)) == tag ? address : Network.UNKNOWN;
  }

  private static long hash(long address, long millis) {
    return mixed(address + mixed(millis));
  }

  /// The finalizer of SplittableRandom: every bit of the result hangs on every bit of the input.
  private static long mixed(long word) {
    long bits = (word ^ (word >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return bits ^ (bits >>> 31);
  }

  private int slotOf(long tag) {
    return ((int) (tag >>> 32) & mask) * WORDS;
  }
}
