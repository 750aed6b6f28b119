package io.mintmark.line;

import io.mintmark.product.ProductKey;
import java.time.Instant;

/// Names that somebody told us and that nobody ordered, out of the event log. Calls block.
public interface Strangers {

  /// Counts no further than this.
  int MOST = 10_000;

  /// How many names tried to register since then and were not listed, each counted once; at most
  /// [#MOST].
  long registering(ProductKey product, Instant since);

  /// How many names came with a test result since then and were unknown, each counted once; at most
  /// [#MOST].
  long tested(ProductKey product, Instant since);
}
