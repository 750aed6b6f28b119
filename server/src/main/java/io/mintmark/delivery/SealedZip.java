package io.mintmark.delivery;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A plain ZIP inside an [Envelope]. The same files and time give the same bytes.
final class SealedZip implements Container {

  private final ZipOutputStream zip;
  private final LocalDateTime time;

  /// @param out gets the sealed bytes and stays open
  /// @param time of all files in it; a ZIP knows no zone, so it is UTC
  SealedZip(Envelope envelope, OutputStream out, Instant time) throws IOException {
    this.zip = new ZipOutputStream(envelope.open(out));
    this.time = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    // Secrets do not shrink; what else there is does at any level.
    zip.setLevel(Deflater.BEST_SPEED);
  }

  @Override
  public OutputStream file(String name) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(time);
    zip.putNextEntry(entry);
    return new Unclosed(zip);
  }

  @Override
  public void finish() throws IOException {
    zip.close();
  }

  /// A container's stream as a file in it sees it.
  static final class Unclosed extends FilterOutputStream {

    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    /// Flushing would break the compressed stream into pieces for nobody's good.
    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
