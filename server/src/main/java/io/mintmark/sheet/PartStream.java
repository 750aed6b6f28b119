package io.mintmark.sheet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The content of one part of a spreadsheet, inflated: counted, checked against its sum at the end,
/// and cut off when its reader takes very much without getting anywhere. For one thread.
final class PartStream extends InputStream {

  /// How much the XML parser may take for one event, bytes: what it holds in memory at a time.
  static final int MAX_EVENT_BYTES = 1 << 20;

  private static final int BUFFER = 1 << 16;

  private final ZipPart part;
  private final Inflation inflation;
  private final @Nullable Inflater inflater;
  private final InputStream content;
  private final CRC32 sum = new CRC32();
  private long size;
  private int sinceEvent;
  private boolean ended;
  private @Nullable IOException failure;

  PartStream(ZipPart part, InputStream packed, Inflation inflation) {
    this.part = part;
    this.inflation = inflation;
    inflater = part.method() == ZipPart.DEFLATED ? new Inflater(true) : null;
    content = inflater == null ? packed : new InflaterInputStream(packed, inflater, BUFFER);
  }

  /// Why reading ended, if it failed. A parser may swallow or reword it.
  @Nullable IOException failure() {
    return failure;
  }

  /// The parser came to an event.
  void onEvent() {
    sinceEvent = 0;
  }

  /// The end was reached, and the sum was right.
  ///
  /// @throws UnfitXlsxException if not
  void checkEnded() throws UnfitXlsxException {
    if (!ended) {
      throw UnfitXlsxException.damaged("a part of it goes on behind its end");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    try {
      return checked(into, from, count);
    } catch (EOFException | ZipException _) {
      failure = UnfitXlsxException.damaged("a part of it cannot be unpacked");
    } catch (IOException e) {
      failure = e;
    }
    throw failure;
  }

  @Override
  public void close() throws IOException {
    content.close();
    if (inflater != null) {
      inflater.end();
    }
  }

  private int checked(byte[] into, int from, int count) throws IOException {
    int read = content.read(into, from, count);
    if (read < 0) {
      checkWhole();
      return read;
    }
    sum.update(into, from, read);
    size += read;
    inflation.add(read);
    sinceEvent += read;
    if (sinceEvent > MAX_EVENT_BYTES) {
      throw UnfitXlsxException.excessive(
          "has more than %d bytes where a few belong".formatted(MAX_EVENT_BYTES));
    }
    return read;
  }

  private void checkWhole() throws UnfitXlsxException {
    if (size != part.size() || (int) sum.getValue() != part.crc()) {
      throw UnfitXlsxException.damaged("a part of it has a wrong checksum");
    }
    ended = true;
  }
}
