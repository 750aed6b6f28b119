package io.mintmark.production;

import io.mintmark.device.InitialState;
import io.mintmark.vault.Sealed;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/// Many imported units in little memory: their sealed bytes one behind the other, some 70 bytes for
/// a unit instead of 130. A list that cannot be changed from outside. For one thread until it is
/// filled.
final class ImportedUnits extends AbstractList<ImportedUnit> implements RandomAccess {

  private static final int BLOCK = 1 << 16;

  private final List<byte[]> blocks = new ArrayList<>();
  private int[] starts = new int[1_024];
  private short[] lengths = new short[1_024];
  private InitialState[] states = new InitialState[1_024];
  private int size;
  private int end;

  /// Puts a unit behind the others.
  void append(Sealed secret, InitialState state) {
    byte[] bytes = secret.toBytes();
    if (bytes.length > Short.MAX_VALUE) {
      throw new IllegalArgumentException("a sealed secret of %d bytes".formatted(bytes.length));
    }
    int from = end % BLOCK + bytes.length > BLOCK ? (end / BLOCK + 1) * BLOCK : end;
    if (from / BLOCK == blocks.size()) {
      blocks.add(new byte[BLOCK]);
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      lengths = Arrays.copyOf(lengths, size * 2);
      states = Arrays.copyOf(states, size * 2);
    }
    System.arraycopy(bytes, 0, blocks.get(from / BLOCK), from % BLOCK, bytes.length);
    starts[size] = from;
    lengths[size] = (short) bytes.length;
    states[size] = state;
    size++;
    end = from + bytes.length;
  }

  @Override
  public ImportedUnit get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    int start = starts[index] % BLOCK;
    byte[] block = blocks.get(starts[index] / BLOCK);
    var secret = Sealed.of(Arrays.copyOfRange(block, start, start + lengths[index]));
    return new ImportedUnit(secret, states[index]);
  }

  @Override
  public int size() {
    return size;
  }
}
