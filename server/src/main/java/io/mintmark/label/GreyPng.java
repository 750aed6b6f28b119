package io.mintmark.label;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes PNG files without colour. Only what such files need: header, one block of lines, end; no
/// time and no name of a program, so that the same image has the same bytes.
final class GreyPng {

  /// In front of a line that holds only its differences from the line above.
  static final byte AS_ABOVE = 2;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int PIXELS_PER_METRE_AT_300_DPI = 11_811;

  private GreyPng() {}

  /// @param bits of a pixel, 1 or 8; 0 is black
  /// @param lines each of them a zero byte and then its pixels, the leftmost in the highest bits;
  ///     or
  ///     [#AS_ABOVE] and differences
  static byte[] of(int width, int height, int bits, byte[] lines) {
    var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) bits).put(new byte[4]); // grey, deflate, usual filters, not interlaced
    var size = ByteBuffer.allocate(9).putInt(PIXELS_PER_METRE_AT_300_DPI);
    size.putInt(PIXELS_PER_METRE_AT_300_DPI).put((byte) 1);
    var file = new ByteArrayOutputStream(1024);
    file.writeBytes(SIGNATURE);
    chunk("IHDR", header.array(), file);
    chunk("pHYs", size.array(), file);
    chunk("IDAT", deflated(lines), file);
    chunk("IEND", new byte[0], file);
    return file.toByteArray();
  }

  private static byte[] deflated(byte[] lines) {
    try (var deflater = new Deflater(6)) {
      deflater.setInput(lines);
      deflater.finish();
      var bytes = new ByteArrayOutputStream(1024);
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        bytes.write(buffer, 0, deflater.deflate(buffer));
      }
      return bytes.toByteArray();
    }
  }

  private static void chunk(String type, byte[] data, ByteArrayOutputStream file) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    var sum = new CRC32();
    sum.update(name);
    sum.update(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    file.writeBytes(name);
    file.writeBytes(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
