package io.mintmark.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// An input of the fuzzer, read from the front: first what a harness wants to vary, then what goes
/// over the wire. Behind the end are zeros.
public final class Input {

  private final byte[] bytes;
  private int at;

  public Input(byte[] bytes) {
    this.bytes = bytes;
  }

  public int octet() {
    return at < bytes.length ? bytes[at++] & 0xFF : 0;
  }

  public int unsignedShort() {
    return octet() << 8 | octet();
  }

  /// The next bytes, fewer at the end.
  public byte[] bytes(int count) {
    int from = at;
    at = Math.min(bytes.length, from + count);
    return Arrays.copyOfRange(bytes, from, at);
  }

  public byte[] rest() {
    return bytes(bytes.length - at);
  }

  /// The stream as a network might deliver it: in pieces whose sizes depend on the seed; whole for
  /// the seed 0.
  public static List<byte[]> cut(byte[] stream, int seed) {
    if (seed == 0) {
      return stream.length == 0 ? List.of() : List.of(stream);
    }
    var random = new Random(seed);
    int longest = 1 << random.nextInt(9);
    var pieces = new ArrayList<byte[]>();
    for (int from = 0; from < stream.length; ) {
      int to = Math.min(stream.length, from + 1 + random.nextInt(longest));
      pieces.add(Arrays.copyOfRange(stream, from, to));
      from = to;
    }
    return pieces;
  }
}
