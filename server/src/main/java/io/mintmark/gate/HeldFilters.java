package io.mintmark.gate;

import java.util.Arrays;

/// Which topic filters a client has subscribed to, well enough to count them: by the hashes of
/// their texts, so that a session stays small. Belongs to an event loop.
final class HeldFilters {

  private static final int[] NONE = {};

  private int[] hashes = NONE;
  private int count;

  int count() {
    return count;
  }

  boolean contains(String filter) {
    return indexOf(filter.hashCode()) >= 0;
  }

  void add(String filter) {
    if (contains(filter)) {
      return;
    }
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, count + 8);
    }
    hashes[count++] = filter.hashCode();
  }

  void remove(String filter) {
    int index = indexOf(filter.hashCode());
    if (index >= 0) {
      hashes[index] = hashes[--count];
    }
  }

  private int indexOf(int hash) {
    for (int i = 0; i < count; i++) {
      if (hashes[i] == hash) {
        return i;
      }
    }
    return -1;
  }
}
