package io.mintmark.output;

import java.io.IOException;
import java.io.OutputStream;

/// A file for the factory, of one batch or a part of it. The same units give the same bytes.
public interface UnitFile {

  /// What to save it as, of plain ASCII, such as `a1xxxxxxxxx-b-3k9x0a7q2m.csv`.
  String fileName();

  /// Such as `text/csv;charset=utf-8`.
  String mediaType();

  /// Whether it holds DeviceSecrets or the ProductSecret.
  boolean holdsSecrets();

  /// Writes the whole file and flushes, but does not close. It ends normally only after the last
  /// byte: after an exception the transport must be broken off, so that nobody takes the part for
  /// the whole. Memory does not grow with the units.
  void writeTo(OutputStream out, UnitSource units) throws IOException;
}
