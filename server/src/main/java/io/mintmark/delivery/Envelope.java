package io.mintmark.delivery;

import java.io.IOException;
import java.io.OutputStream;

/// Seals a stream of bytes of any length to somebody's key, in flat memory.
interface Envelope {

  /// What is written to the returned stream arrives sealed in `out`. Closing it writes the proper
  /// end, without which nobody can take the rest for the whole, and leaves `out` open. After a
  /// failure it must not be closed.
  OutputStream open(OutputStream out) throws IOException;
}
