package io.mintmark.sheet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The parts of a spreadsheet's ZIP container, found by the directory at its end. Read here and not
/// by `java.util.zip.ZipFile`, which holds whatever directory there is in memory and checks no
/// sums. For one thread.
final class ZipParts {

  /// Real workbooks have a dozen parts, or some thousand with pictures.
  static final int MAX_PARTS = 10_000;

  private static final int MAX_DIRECTORY = 4 << 20;
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int LONG_END = 0x06064b50;
  private static final int LONG_END_SIZE = 56;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_SIZE = 20;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final int MAX_COMMENT = 0xFFFF;

  private final Spool file;
  private final Inflation inflation;
  private final Map<String, ZipPart> parts = new HashMap<>();

  /// Reads the directory.
  ///
  /// @throws UnfitXlsxException if there is none, or more than a workbook needs
  ZipParts(Spool file, Inflation inflation) throws IOException {
    this.file = file;
    this.inflation = inflation;
    readDirectory(directory());
  }

  /// Names of parts do not differ by case alone.
  boolean has(String name) {
    return parts.containsKey(key(name));
  }

  /// The content of a part; empty if there is no such part.
  ///
  /// @throws UnfitXlsxException if it cannot be read
  Optional<PartStream> open(String name) throws IOException {
    var part = parts.get(key(name));
    if (part == null) {
      return Optional.empty();
    }
    if (part.encrypted()) {
      throw UnfitXlsxException.other("protected by a password inside its ZIP container");
    }
    if (part.method() != ZipPart.STORED && part.method() != ZipPart.DEFLATED) {
      throw UnfitXlsxException.other("packed by a method that spreadsheet programs do not use");
    }
    var header = bytes(part.at(), LOCAL_SIZE);
    if (header.getInt(0) != LOCAL) {
      throw UnfitXlsxException.damaged("a part of it is not where it should be");
    }
    long from =
        part.at() + LOCAL_SIZE + (header.getShort(26) & 0xFFFF) + (header.getShort(28) & 0xFFFF);
    if (part.packed() > file.size() - from) {
      throw UnfitXlsxException.damaged("a part of it is missing");
    }
    return Optional.of(new PartStream(part, file.stream(from, part.packed()), inflation));
  }

  private void readDirectory(ByteBuffer directory) throws UnfitXlsxException {
    while (directory.hasRemaining()) {
      var part = ZipPart.read(directory);
      if (parts.put(key(part.name()), part) != null) {
        throw UnfitXlsxException.damaged("it has two parts of the same name");
      }
      if (parts.size() > MAX_PARTS) {
        throw UnfitXlsxException.excessive("has more than %d parts".formatted(MAX_PARTS));
      }
    }
  }

  private ByteBuffer directory() throws IOException {
    int length = (int) Math.min(file.size(), END_SIZE + MAX_COMMENT);
    long tailAt = file.size() - length;
    var tail = bytes(tailAt, length);
    for (int at = length - END_SIZE; at >= 0; at--) {
      boolean here = tail.getInt(at) == END;
      if (here && at + END_SIZE + (tail.getShort(at + 20) & 0xFFFF) == length) {
        long size = tail.getInt(at + 12) & 0xFFFF_FFFFL;
        long from = tail.getInt(at + 16) & 0xFFFF_FFFFL;
        return size == 0xFFFF_FFFFL || from == 0xFFFF_FFFFL
            ? longDirectory(tailAt + at - LOCATOR_SIZE)
            : directory(from, size);
      }
    }
    throw UnfitXlsxException.damaged("its end is missing");
  }

  /// As the long form of the end (ZIP64) tells it.
  private ByteBuffer longDirectory(long locatorAt) throws IOException {
    var locator = bytes(locatorAt, LOCATOR_SIZE);
    var end = bytes(locator.getLong(8), LONG_END_SIZE);
    if (locator.getInt(0) != LOCATOR || end.getInt(0) != LONG_END) {
      throw UnfitXlsxException.damaged("its end is broken");
    }
    return directory(end.getLong(48), end.getLong(40));
  }

  private ByteBuffer directory(long from, long size) throws IOException {
    if (size > MAX_DIRECTORY) {
      throw UnfitXlsxException.excessive("has more than %d parts".formatted(MAX_PARTS));
    }
    return bytes(from, size);
  }

  private ByteBuffer bytes(long from, long count) throws IOException {
    if (from < 0 || count < 0 || count > file.size() || from > file.size() - count) {
      throw UnfitXlsxException.damaged("it is shorter than it says");
    }
    byte[] bytes = new byte[(int) count];
    file.read(from, bytes, 0, bytes.length);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
