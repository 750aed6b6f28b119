package io.mintmark.delivery;

import java.io.IOException;
import java.io.OutputStream;

/// Several files in one stream, one after the other, in flat memory.
interface Container {

  /// Begins a file, which ends with the next one or with [#finish]. Closing the returned stream
  /// does nothing.
  OutputStream file(String name) throws IOException;

  /// Writes the proper end, without which nobody can take the rest for the whole. After a failure
  /// it must not be called.
  void finish() throws IOException;
}
