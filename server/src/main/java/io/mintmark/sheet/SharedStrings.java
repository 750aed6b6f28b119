package io.mintmark.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The texts that a spreadsheet keeps apart from its cells, which refer to them by number. They lie
/// on disk one behind the other, each behind its length; in memory are the places of every 32nd,
/// one block, and those read lately. Cells mostly refer to them in order. For one thread.
final class SharedStrings implements Closeable {

  private static final int STRIDE = 32;
  private static final int BLOCK = 1 << 13;
  private static final int LATELY = 256;
  private static final int HEAD = Integer.BYTES;

  private final Spool spool;
  private final byte[] block = new byte[BLOCK];
  private long blockAt;
  private int blockLength;
  private long[] places = new long[64];
  private int count;
  private long written;

  private final String[] lately = new String[LATELY];
  private final int[] latelyNumbers = new int[LATELY];
  private int nextNumber;
  private long nextAt;

  /// @param spool empty; closed with this
  SharedStrings(Spool spool) {
    this.spool = spool;
    Arrays.fill(latelyNumbers, -1);
  }

  /// Reads all of them.
  ///
  /// @param maxChars what is longer is cut, one character behind the bound
  void fill(XmlPart xml, int maxChars) throws IOException {
    for (int event = xml.next(); event != XmlPart.END_OF_PART; event = xml.next()) {
      if (event == XmlPart.START && xml.name().equals("si")) {
        add(RichText.read(xml, maxChars + 1));
      }
    }
    xml.finish();
    flush();
    blockLength = 0;
  }

  /// The text of this number, from 0; null if there is none.
  @Nullable String find(int number) throws IOException {
    if (number < 0 || number >= count) {
      return null;
    }
    int slot = number % LATELY;
    if (latelyNumbers[slot] != number) {
      lately[slot] = RichText.unescaped(read(number));
      latelyNumbers[slot] = number;
    }
    return lately[slot];
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }

  private void add(String text) throws IOException {
    if (count % STRIDE == 0) {
      if (count / STRIDE == places.length) {
        places = Arrays.copyOf(places, places.length * 2);
      }
      places[count / STRIDE] = written;
    }
    count++;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    put(ByteBuffer.allocate(HEAD).putInt(bytes.length).array());
    put(bytes);
  }

  private void put(byte[] bytes) throws IOException {
    if (blockLength + bytes.length > BLOCK) {
      flush();
    }
    if (bytes.length > BLOCK) {
      spool.append(bytes, bytes.length);
    } else {
      System.arraycopy(bytes, 0, block, blockLength, bytes.length);
      blockLength += bytes.length;
    }
    written += bytes.length;
  }

  private void flush() throws IOException {
    spool.append(block, blockLength);
    blockLength = 0;
  }

  private String read(int number) throws IOException {
    int from = number;
    long at = nextAt;
    if (number != nextNumber) {
      from = number / STRIDE * STRIDE;
      at = places[number / STRIDE];
    }
    for (; from < number; from++) {
      at += HEAD + lengthAt(at);
    }
    int length = lengthAt(at);
    nextNumber = number + 1;
    nextAt = at + HEAD + length;
    return textAt(at + HEAD, length);
  }

  private int lengthAt(long at) throws IOException {
    int from = inBlock(at, HEAD);
    return ByteBuffer.wrap(block).getInt(from);
  }

  private String textAt(long at, int length) throws IOException {
    if (length <= BLOCK) {
      int from = inBlock(at, length);
      return new String(block, from, length, StandardCharsets.UTF_8);
    }
    byte[] bytes = new byte[length];
    spool.read(at, bytes, 0, length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Where these bytes stand in the block, after it was read if need be.
  private int inBlock(long at, int length) throws IOException {
    if (at < blockAt || at + length > blockAt + blockLength) {
      blockAt = at;
      blockLength = spool.read(at, block, 0, BLOCK);
    }
    return (int) (at - blockAt);
  }
}
