package io.mintmark.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A stream with a view of what comes next, and with an end: nothing is read beyond one byte more
/// than the limit, by which a file at the limit is told from one beyond it. For one thread.
final class ByteWindow {

  static final int SIZE = 1 << 17;
  static final int END = -1;

  private final InputStream in;
  private final long maxBytes;
  private final byte[] buffer = new byte[SIZE];
  private int position;
  private int limit;
  private long total;

  ByteWindow(InputStream in, long maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /// The next byte, 0 to 255, or [#END].
  int read() throws IOException {
    if (position == limit) {
      fill();
      if (position == limit) {
        return END;
      }
    }
    return buffer[position++] & 0xFF;
  }

  /// What comes next, [#SIZE] bytes of it or all there is; nothing is taken.
  byte[] ahead() throws IOException {
    fill();
    return Arrays.copyOfRange(buffer, position, limit);
  }

  void skip(int bytes) {
    position += bytes;
  }

  /// Whether the file is longer than allowed.
  boolean cutOff() {
    return total > maxBytes;
  }

  private void fill() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    int wanted = (int) Math.min(SIZE - limit, maxBytes + 1 - total);
    if (wanted > 0) {
      int got = in.readNBytes(buffer, limit, wanted);
      limit += got;
      total += got;
    }
  }
}
