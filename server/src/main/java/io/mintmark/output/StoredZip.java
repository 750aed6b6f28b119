package io.mintmark.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/// Writes a ZIP of uncompressed files, as many as there may be: the JDK's own writer holds some 200
/// bytes for each. Here the caller names each file twice, once with [#file] and once more in the
/// same order with [#entry] for the table at the end, and nothing is held.
///
/// Form as in PKWARE's APPNOTE 6.3: 4.3.7 (local header), 4.3.12 (table), 4.3.14 to 4.3.16 (end,
/// with ZIP64 where a number needs it). All files have the same fixed time.
final class StoredZip {

  private static final int PLAIN_VERSION = 20;
  private static final int ZIP64_VERSION = 45;
  private static final short DATE = (2 << 5) | 1; // 1 February 1980
  private static final long MAX_32 = 0xFFFFFFFFL;

  private final OutputStream out;
  private final CRC32 written = new CRC32();
  private final CRC32 listed = new CRC32();
  private long at;
  private long files;
  private long entries;
  private long tableAt;
  private long nextFileAt;

  StoredZip(OutputStream out) {
    this(out, 0);
  }

  /// @param at how many bytes are taken to stand in front, for tests of large offsets
  StoredZip(OutputStream out, long at) {
    this.out = out;
    this.at = at;
    this.nextFileAt = at;
  }

  /// Writes a file.
  void file(byte[] name, byte[] content) throws IOException {
    var head = buffer(30).putInt(0x04034b50).putShort((short) PLAIN_VERSION);
    common(head, name, content, written);
    write(head);
    write(name);
    write(content);
    files++;
  }

  /// Writes the table's entry of a file. It must be the same as when it was written.
  void entry(byte[] name, byte[] content) throws IOException {
    if (entries == 0) {
      tableAt = at;
    }
    boolean far = nextFileAt >= MAX_32;
    int version = far ? ZIP64_VERSION : PLAIN_VERSION;
    var head = buffer(46).putInt(0x02014b50).putShort((short) version).putShort((short) version);
    common(head, name, content, listed);
    head.putShort(30, (short) (far ? 12 : 0)); // length of the extra field
    head.putInt(42, (int) (far ? MAX_32 : nextFileAt)).position(46);
    write(head);
    write(name);
    if (far) {
      write(buffer(12).putShort((short) 1).putShort((short) 8).putLong(nextFileAt));
    }
    nextFileAt += 30L + name.length + content.length;
    entries++;
  }

  /// Ends the file; the stream below stays open.
  ///
  /// @throws IOException if the entries are not those of the files: a device was deleted meanwhile
  void finish() throws IOException {
    if (entries != files || listed.getValue() != written.getValue()) {
      throw new IOException("the units changed while their file was written; download it again");
    }
    if (entries == 0) {
      tableAt = at;
    }
    long size = at - tableAt;
    if (files >= 0xFFFF || tableAt >= MAX_32 || size >= MAX_32) {
      zip64End(size);
    }
    short count = (short) Math.min(files, 0xFFFF);
    write(
        buffer(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort(count)
            .putShort(count)
            .putInt((int) Math.min(size, MAX_32))
            .putInt((int) Math.min(tableAt, MAX_32))
            .putShort((short) 0));
  }

  private void zip64End(long size) throws IOException {
    long here = at;
    write(
        buffer(56)
            .putInt(0x06064b50)
            .putLong(44)
            .putShort((short) ZIP64_VERSION)
            .putShort((short) ZIP64_VERSION)
            .putLong(0)
            .putLong(files)
            .putLong(files)
            .putLong(size)
            .putLong(tableAt));
    write(buffer(20).putInt(0x07064b50).putInt(0).putLong(here).putInt(1));
  }

  /// What both kinds of header share, from the flags to the lengths.
  private static void common(ByteBuffer head, byte[] name, byte[] content, CRC32 all) {
    var crc = new CRC32();
    crc.update(content);
    all.update(name);
    all.update(buffer(4).putInt((int) crc.getValue()).flip());
    head.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort(DATE);
    head.putInt((int) crc.getValue()).putInt(content.length).putInt(content.length);
    head.putShort((short) name.length).putShort((short) 0);
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer head) throws IOException {
    byte[] bytes = new byte[head.capacity()];
    head.get(0, bytes);
    write(bytes);
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    at += bytes.length;
  }
}
