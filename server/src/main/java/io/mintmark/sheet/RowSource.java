package io.mintmark.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// The rows of a file, read as they are asked for; memory does not grow with the file. For one
/// thread.
public interface RowSource extends Closeable {

  /// The next row; empty after the last one.
  ///
  /// @throws UnreadableSheetException if the file is not what it seems, or passes a limit
  /// @throws IOException if the stream broke off
  Optional<Row> next() throws IOException;
}
