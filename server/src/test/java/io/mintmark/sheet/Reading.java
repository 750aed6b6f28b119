package io.mintmark.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A spreadsheet read to its end.
///
/// @param inflated how many bytes were inflated for it
record Reading(List<Row> rows, long inflated) {

  static final SheetLimits LIMITS = new SheetLimits(1_000, 16 << 20, 100);

  static Reading of(byte[] upload, Path folder) throws IOException {
    return of(new ByteArrayInputStream(upload), folder, LIMITS);
  }

  static Reading of(InputStream upload, Path folder, SheetLimits limits) throws IOException {
    var read = new ArrayList<Row>();
    try (var rows = new XlsxRows(upload, folder, limits)) {
      for (var row = rows.next(); row.isPresent(); row = rows.next()) {
        read.add(row.get());
      }
      return new Reading(read, rows.inflatedBytes());
    }
  }

  /// What stands in each row, one after the other.
  List<List<String>> texts() {
    return rows.stream().map(row -> row.cells().stream().map(Cell::text).toList()).toList();
  }
}
