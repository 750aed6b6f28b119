package io.mintmark.production;

import java.io.IOException;
import java.io.OutputStream;

/// The factory's file of one batch, written from the store each time and kept nowhere. The bytes are
/// the same each time, as long as no device of the batch is deleted.
public final class BatchFile {

  /// How the file's first bytes look.
  public enum Encoding {
    /// For burning tools.
    UTF_8,
    /// With a byte order mark, by which spreadsheet programs know UTF-8.
    UTF_8_WITH_BOM
  }

  /// A name to save the file under, of plain ASCII, such as `a1xxxxxxxxx-b-3k9x0a7q2m.csv`.
  public String fileName() {
    throw new UnsupportedOperationException();
  }

  /// Writes the whole file and flushes, but does not close. Every call is an event, from its first
  /// byte on. It ends normally only after the last line: after an exception the transport must be
  /// broken off, so that nobody takes the part for the whole.
  public void writeTo(OutputStream out, Encoding encoding) throws IOException {
    throw new UnsupportedOperationException();
  }
}
