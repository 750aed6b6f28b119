package io.mintmark.sheet;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/// Finds the first name of a pile that has the same key, in some 20 bytes for each. Its hash is
/// salted, so that nobody can write a file whose names all fall on one place.
final class NameIndex {

  static final int NONE = -1;

  private final NamePile pile;
  private final UnaryOperator<String> keyOf;
  private final long salt = ThreadLocalRandom.current().nextLong() | 1;

  /// Places in the pile, from 1; 0 is free.
  private int[] places = new int[2_048];

  private int[] hashes = new int[2_048];
  private int used;

  NameIndex(NamePile pile, UnaryOperator<String> keyOf) {
    this.pile = pile;
    this.keyOf = keyOf;
  }

  /// Where the key stands, or [#NONE].
  int find(String key) {
    return places[slot(key, hash(key))] - 1;
  }

  /// Notes that the key stands at a place of the pile, unless it stands at an earlier one.
  ///
  /// @return that earlier place, or [#NONE]
  int putIfAbsent(String key, int place) {
    int hash = hash(key);
    int slot = slot(key, hash);
    if (places[slot] != 0) {
      return places[slot] - 1;
    }
    places[slot] = place + 1;
    hashes[slot] = hash;
    used++;
    if (used * 2 > places.length) {
      grow();
    }
    return NONE;
  }

  /// The slot of the key, or the free one where it belongs.
  private int slot(String key, int hash) {
    int mask = places.length - 1;
    int slot = hash & mask;
    while (places[slot] != 0
        && !(hashes[slot] == hash && keyOf.apply(pile.get(places[slot] - 1)).equals(key))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    var oldPlaces = places;
    var oldHashes = hashes;
    places = new int[oldPlaces.length * 2];
    hashes = new int[oldPlaces.length * 2];
    int mask = places.length - 1;
    for (int i = 0; i < oldPlaces.length; i++) {
      if (oldPlaces[i] != 0) {
        int slot = oldHashes[i] & mask;
        while (places[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        places[slot] = oldPlaces[i];
        hashes[slot] = oldHashes[i];
      }
    }
  }

  private int hash(String key) {
    long hash = salt;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    hash *= salt;
    return (int) (hash >>> 32);
  }
}
