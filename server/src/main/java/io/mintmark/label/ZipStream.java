package io.mintmark.label;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;

/// Writes a ZIP archive with very many small files. The platform's own writer keeps an object of
/// some 250 bytes for each file until the end; this one keeps the list of files compressed, some 30
/// bytes for each. Files bear the time 1980-01-01, so that the same files give the same archive.
/// Beyond 65,535 files or 4 GiB it is a ZIP64 archive. Not for several threads.
final class ZipStream implements AutoCloseable {

  private static final int DOS_DATE_1980 = 0x21;
  private static final int MAX_16 = 0xffff;
  private static final long MAX_32 = 0xffff_ffffL;
  private static final int VERSION = 20;
  private static final int VERSION_OF_ZIP64 = 45;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final OutputStream out;
  private final Deflater deflater = new Deflater(6, true);
  private final Deflater listDeflater = new Deflater(6, true);
  private final ByteArrayOutputStream listBytes = new ByteArrayOutputStream();
  private final OutputStream list = new DeflaterOutputStream(listBytes, listDeflater);
  private long at;
  private long listLength;
  private long count;

  /// @param out written to, but neither flushed nor closed
  ZipStream(OutputStream out) {
    this.out = out;
  }

  /// Writes one file, compressed where that makes it smaller.
  ///
  /// @param name of ASCII, and no other file's
  void add(String name, byte[] content) throws IOException {
    var sum = new CRC32();
    sum.update(content);
    byte[] squeezed = deflated(content);
    boolean smaller = squeezed.length < content.length;
    byte[] stored = smaller ? squeezed : content;
    byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
    // What the file's own header and the list have in common.
    byte[] common =
        bytes(22)
            .putShort((short) (smaller ? DEFLATED : STORED))
            .putShort((short) 0)
            .putShort((short) DOS_DATE_1980)
            .putInt((int) sum.getValue())
            .putInt(stored.length)
            .putInt(content.length)
            .putShort((short) nameBytes.length)
            .putShort((short) 0)
            .array();
    list(common, nameBytes);
    write(bytes(8).putInt(0x04034b50).putShort((short) VERSION).putShort((short) 0).array());
    write(common);
    write(nameBytes);
    write(stored);
    count++;
  }

  /// Writes the list of files, without which no program takes this for an archive.
  void finish() throws IOException {
    long listStart = at;
    list.close();
    try (var inflater = new Inflater(true)) {
      var through = new InflaterOutputStream(out, inflater);
      listBytes.writeTo(through);
      through.finish();
    }
    at += listLength;
    if (count > MAX_16 || listStart > MAX_32 || listLength > MAX_32) {
      writeEndOfZip64(listStart);
    }
    write(
        bytes(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort((short) Math.min(count, MAX_16))
            .putShort((short) Math.min(count, MAX_16))
            .putInt((int) Math.min(listLength, MAX_32))
            .putInt((int) Math.min(listStart, MAX_32))
            .putShort((short) 0)
            .array());
  }

  /// Lets go of memory outside the heap; it does not finish the archive.
  @Override
  public void close() {
    deflater.close();
    listDeflater.close();
  }

  private void list(byte[] common, byte[] nameBytes) throws IOException {
    boolean far = at >= MAX_32;
    byte[] shared = common.clone();
    shared[20] = (byte) (far ? 12 : 0); // length of the extra field
    short version = (short) (far ? VERSION_OF_ZIP64 : VERSION);
    listed(bytes(8).putInt(0x02014b50).putShort(version).putShort(version).array());
    listed(bytes(2).array());
    listed(shared);
    listed(bytes(10).array()); // no remark, one disk, no attributes
    listed(bytes(4).putInt((int) Math.min(at, MAX_32)).array());
    listed(nameBytes);
    if (far) {
      listed(bytes(12).putShort((short) 1).putShort((short) 8).putLong(at).array());
    }
  }

  private void writeEndOfZip64(long listStart) throws IOException {
    long endStart = at;
    write(
        bytes(56)
            .putInt(0x06064b50)
            .putLong(44)
            .putShort((short) VERSION_OF_ZIP64)
            .putShort((short) VERSION_OF_ZIP64)
            .putLong(0)
            .putLong(count)
            .putLong(count)
            .putLong(listLength)
            .putLong(listStart)
            .array());
    write(bytes(20).putInt(0x07064b50).putInt(0).putLong(endStart).putInt(1).array());
  }

  private byte[] deflated(byte[] content) {
    deflater.reset();
    deflater.setInput(content);
    deflater.finish();
    byte[] buffer = new byte[content.length];
    int length = deflater.deflate(buffer);
    return deflater.finished() ? Arrays.copyOf(buffer, length) : content;
  }

  private void listed(byte[] bytes) throws IOException {
    list.write(bytes);
    listLength += bytes.length;
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    at += bytes.length;
  }

  private static ByteBuffer bytes(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
