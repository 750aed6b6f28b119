package io.mintmark.api;

import io.mintmark.request.RequestMark;
import org.jspecify.annotations.Nullable;

/// The header by which a creation can be sent again without making a second thing.
final class IdempotencyKey {

  static final String HEADER = "Idempotency-Key";

  /// On the answer to a request that had been answered before.
  static final String REPLAYED = "Idempotency-Replayed";

  static final String DESCRIPTION =
      "1 to 128 visible ASCII characters of your choice. The same request with the same key within"
          + " 24 hours answers what was made the first time; another request with it is refused.";

  private IdempotencyKey() {}

  /// The key as sent; null if there is none.
  static @Nullable String checked(@Nullable String header) {
    if (header != null && !RequestMark.isWellFormed(header)) {
      throw ProblemException.badRequest(
          "The header Idempotency-Key has 1 to %d visible ASCII characters."
              .formatted(RequestMark.MAX_KEY));
    }
    return header;
  }
}
