package io.mintmark.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes Intel HEX (Intel's specification of 1988, revision A): data (00), extended linear address
/// (04) and end of file (01), lines ended by CRLF.
final class HexLines {

  private static final int BUFFER = 1 << 16;
  private static final int PAGE = 1 << 16;
  private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final int width;
  private final byte[] line = new byte[1 + 2 * (5 + 255) + 2];
  private long upper = -1;

  /// @param width bytes of data on a line, at most 255
  HexLines(OutputStream out, int width) {
    this.out = new BufferedOutputStream(out, BUFFER);
    this.width = width;
  }

  /// @param address of the first byte, below 4 GiB, as is the last
  void data(long address, byte[] bytes) throws IOException {
    int done = 0;
    while (done < bytes.length) {
      long at = address + done;
      extend(at >>> 16);
      int low = (int) (at & (PAGE - 1));
      int length = Math.min(Math.min(width, bytes.length - done), PAGE - low);
      line(0, low, bytes, done, length);
      done += length;
    }
  }

  /// Writes the last line; the stream below stays open.
  void finish() throws IOException {
    line(1, 0, new byte[0], 0, 0);
    out.flush();
  }

  private void extend(long newUpper) throws IOException {
    if (newUpper != upper) {
      upper = newUpper;
      line(4, 0, new byte[] {(byte) (newUpper >>> 8), (byte) newUpper}, 0, 2);
    }
  }

  private void line(int type, int address, byte[] data, int from, int length) throws IOException {
    line[0] = ':';
    int end = 1;
    end = put(end, length);
    end = put(end, address >>> 8);
    end = put(end, address);
    end = put(end, type);
    int sum = length + (address >>> 8) + address + type;
    for (int i = from; i < from + length; i++) {
      end = put(end, data[i]);
      sum += data[i];
    }
    end = put(end, -sum);
    line[end++] = '\r';
    line[end++] = '\n';
    out.write(line, 0, end);
  }

  private int put(int end, int value) {
    line[end] = DIGITS[(value >>> 4) & 0xF];
    line[end + 1] = DIGITS[value & 0xF];
    return end + 2;
  }
}
