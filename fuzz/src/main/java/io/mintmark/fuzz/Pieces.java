package io.mintmark.fuzz;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/// An upload as it might arrive: each read gives at most what is left of one piece.
public final class Pieces extends InputStream {

  private final Deque<byte[]> pieces;
  private int at;

  /// @param seed how it is cut, as [Input#cut] does
  public Pieces(byte[] upload, int seed) {
    pieces = new ArrayDeque<>(Input.cut(upload, seed));
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int count) {
    byte[] piece = pieces.peek();
    if (piece == null || count == 0) {
      return piece == null ? -1 : 0;
    }
    int read = Math.min(count, piece.length - at);
    System.arraycopy(piece, at, into, from, read);
    at += read;
    if (at == piece.length) {
      pieces.remove();
      at = 0;
    }
    return read;
  }
}
