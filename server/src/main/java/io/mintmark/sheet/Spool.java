package io.mintmark.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Bytes on disk for as long as one file is being read. The file loses its name as soon as it is
/// open (that is how Java does `DELETE_ON_CLOSE` on Linux and macOS), so the operating system frees
/// it however the process ends, and nobody else can open it. For one thread.
final class Spool implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final FileChannel channel;
  private long size;

  private Spool(FileChannel channel) {
    this.channel = channel;
  }

  /// A spool with nothing in it. The folder is made if it does not exist.
  static Spool empty(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, "sheet-", ".spool"); // for the server's user alone
    return new Spool(
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  /// The whole of a stream.
  ///
  /// @throws UnfitXlsxException if it is longer than allowed; nothing is kept then
  static Spool of(InputStream in, Path folder, long maxBytes) throws IOException {
    var spool = empty(folder);
    try {
      spool.fill(in, maxBytes);
      return spool;
    } catch (IOException | RuntimeException e) {
      spool.close();
      throw e;
    }
  }

  long size() {
    return size;
  }

  void append(byte[] bytes, int count) throws IOException {
    var buffer = ByteBuffer.wrap(bytes, 0, count);
    while (buffer.hasRemaining()) {
      size += channel.write(buffer, size);
    }
  }

  /// Reads up to so many bytes; fewer only at the end, and then as few as there are.
  int read(long position, byte[] into, int from, int count) throws IOException {
    var buffer = ByteBuffer.wrap(into, from, count);
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = channel.read(buffer, position + buffer.position() - from);
    }
    return buffer.position() - from;
  }

  /// A part of it as a stream, which ends early if the part reaches beyond the end.
  InputStream stream(long from, long count) {
    return new Slice(from, Math.min(count, size - from));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void fill(InputStream in, long maxBytes) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      if (size + count > maxBytes) {
        throw UnfitXlsxException.excessive("has more than %d bytes".formatted(maxBytes));
      }
      append(buffer, count);
    }
  }

  private final class Slice extends InputStream {

    private long position;
    private long left;

    Slice(long position, long left) {
      this.position = position;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      int read = Spool.this.read(position, into, from, (int) Math.min(count, Math.max(left, 0)));
      position += read;
      left -= read;
      return read == 0 ? -1 : read;
    }
  }
}
