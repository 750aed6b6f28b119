package io.mintmark.output;

import java.util.Arrays;
import java.util.Locale;

/// Sees whether two of many file names are the same for a system that does not tell capitals from
/// small letters. Eight bytes for each name: a hash of it. Two different names with one hash would
/// be refused too, which has a chance of 1 in 30 million for a million names.
final class DistinctNames {

  private long[] hashes = new long[1_024];
  private int count;

  void add(String name) {
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, count + count / 2);
    }
    hashes[count++] = hash(name.toLowerCase(Locale.ROOT));
  }

  /// @throws UnfitFileException if two are the same
  void check() {
    Arrays.sort(hashes, 0, count);
    for (int i = 1; i < count; i++) {
      if (hashes[i] == hashes[i - 1]) {
        throw new UnfitFileException(
            "two units would have the same file name: their DeviceNames differ only in capitals or"
                + " in ':' and '-'; ask with names=number-name");
      }
    }
  }

  /// FNV-1a, then mixed, because it is weak in its upper bits for short texts.
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }
}
