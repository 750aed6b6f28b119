package io.mintmark.sheet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What the directory of a ZIP file says of one part. Fields and numbers are those of PKWARE's
/// APPNOTE, section 4.3.12.
///
/// @param name with forward slashes, in the case it was written
/// @param packed bytes in the file
/// @param size bytes when inflated
/// @param at where its local header begins
record ZipPart(String name, int flags, int method, int crc, long packed, long size, long at) {

  static final int STORED = 0;
  static final int DEFLATED = 8;

  private static final int SIGNATURE = 0x02014b50;
  private static final int FIXED = 46;
  private static final int ENCRYPTED = 1;
  private static final int ZIP64 = 1;
  private static final long ELSEWHERE = 0xFFFF_FFFFL;

  /// Takes one entry from the directory.
  ///
  /// @throws UnfitXlsxException if there is none
  static ZipPart read(ByteBuffer directory) throws UnfitXlsxException {
    int start = directory.position();
    if (directory.remaining() < FIXED || directory.getInt(start) != SIGNATURE) {
      throw UnfitXlsxException.damaged("its table of contents is broken");
    }
    int nameLength = directory.getShort(start + 28) & 0xFFFF;
    int extraLength = directory.getShort(start + 30) & 0xFFFF;
    int commentLength = directory.getShort(start + 32) & 0xFFFF;
    int extra = start + FIXED + nameLength;
    if (directory.remaining() < FIXED + nameLength + extraLength + commentLength) {
      throw UnfitXlsxException.damaged("its table of contents is broken");
    }
    byte[] name = new byte[nameLength];
    directory.get(start + FIXED, name);
    directory.position(extra + extraLength + commentLength);
    return new ZipPart(
            new String(name, StandardCharsets.UTF_8).replace('\\', '/'),
            directory.getShort(start + 8) & 0xFFFF,
            directory.getShort(start + 10) & 0xFFFF,
            directory.getInt(start + 16),
            directory.getInt(start + 20) & ELSEWHERE,
            directory.getInt(start + 24) & ELSEWHERE,
            directory.getInt(start + 42) & ELSEWHERE)
        .withLongFields(directory, extra, extra + extraLength);
  }

  boolean encrypted() {
    return (flags & ENCRYPTED) != 0;
  }

  /// Some programs write sizes in the long form (ZIP64) whatever they are.
  private ZipPart withLongFields(ByteBuffer directory, int from, int to) throws UnfitXlsxException {
    if (packed != ELSEWHERE && size != ELSEWHERE && at != ELSEWHERE) {
      return this;
    }
    for (int field = from; field + 4 <= to; ) {
      int length = directory.getShort(field + 2) & 0xFFFF;
      if (directory.getShort(field) == ZIP64 && field + 4 + length <= to) {
        return withLongFields(directory.slice(field + 4, length).order(directory.order()));
      }
      field += 4 + length;
    }
    throw UnfitXlsxException.damaged("its table of contents is broken");
  }

  private ZipPart withLongFields(ByteBuffer longs) throws UnfitXlsxException {
    long longSize = longField(longs, size);
    long longPacked = longField(longs, packed);
    long longAt = longField(longs, at);
    return new ZipPart(name, flags, method, crc, longPacked, longSize, longAt);
  }

  private static long longField(ByteBuffer longs, long inShort) throws UnfitXlsxException {
    if (inShort != ELSEWHERE) {
      return inShort;
    }
    if (longs.remaining() < Long.BYTES || longs.getLong(longs.position()) < 0) {
      throw UnfitXlsxException.damaged("its table of contents is broken");
    }
    return longs.getLong();
  }
}
