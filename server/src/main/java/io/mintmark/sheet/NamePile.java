package io.mintmark.sheet;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/// Many DeviceNames in little memory: their bytes one behind the other and a number for each, some
/// 25 bytes for a name instead of 80. A list like any other that cannot be changed from outside; a
/// name becomes a text when it is asked for. Only characters below U+0100 are kept.
final class NamePile extends AbstractList<String> implements RandomAccess {

  private static final int BLOCK = 1 << 16;

  private final List<byte[]> blocks = new ArrayList<>();
  private int[] starts = new int[1_024];
  private byte[] lengths = new byte[1_024];
  private int size;
  private int end;

  /// Puts a name of at most 127 characters behind the others.
  void append(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("a name of %d characters".formatted(bytes.length));
    }
    int from = end % BLOCK + bytes.length > BLOCK ? (end / BLOCK + 1) * BLOCK : end;
    if (from / BLOCK == blocks.size()) {
      blocks.add(new byte[BLOCK]);
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      lengths = Arrays.copyOf(lengths, size * 2);
    }
    System.arraycopy(bytes, 0, blocks.get(from / BLOCK), from % BLOCK, bytes.length);
    starts[size] = from;
    lengths[size] = (byte) bytes.length;
    size++;
    end = from + bytes.length;
  }

  @Override
  public String get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    int start = starts[index];
    return new String(
        blocks.get(start / BLOCK), start % BLOCK, lengths[index], StandardCharsets.ISO_8859_1);
  }

  @Override
  public int size() {
    return size;
  }
}
