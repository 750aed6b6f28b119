package io.mintmark.delivery;

import java.io.IOException;
import java.io.InputStream;

/// Where the names of a batch stand in a file that somebody found. It is read as bytes and not as
/// CSV or JSON, so that any piece of any text will do: whatever stands between characters that no
/// DeviceName has may be a name. NULs are passed over, which makes UTF-16 readable as well.
final class LeakedNames {

  private static final int LONGEST_NAME = 64;
  private static final boolean[] IN_NAMES = new boolean[256];

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_@.:"
        .chars()
        .forEach(c -> IN_NAMES[c] = true);
  }

  private final int[] places;
  private int found;

  private LeakedNames(int size) {
    this.places = new int[size + 1];
  }

  /// Reads to the end, in memory that does not grow with it.
  ///
  /// @param size units of the batch
  static LeakedNames read(InputStream file, NameNumbers names, int size) throws IOException {
    var leaked = new LeakedNames(size);
    byte[] buffer = new byte[1 << 16];
    long hash = NameNumbers.start();
    int length = 0;
    for (int n = file.read(buffer); n >= 0; n = file.read(buffer)) {
      for (int i = 0; i < n; i++) {
        int b = buffer[i] & 0xff;
        if (IN_NAMES[b]) {
          hash = NameNumbers.mixed(hash, b);
          length++;
        } else if (b != 0) {
          leaked.see(length, hash, names);
          hash = NameNumbers.start();
          length = 0;
        }
      }
    }
    leaked.see(length, hash, names);
    return leaked;
  }

  /// A name that stands there again says nothing new.
  private void see(int length, long hash, NameNumbers names) {
    if (length == 0 || length > LONGEST_NAME) {
      return;
    }
    int number = names.find(hash);
    if (number > 0 && number < places.length && places[number] == 0) {
      places[number] = ++found;
    }
  }

  /// How many units of the batch are in it.
  int found() {
    return found;
  }

  /// The place of a unit among those found, from 1; 0 if it is not there.
  int place(int number) {
    return places[number];
  }
}
