package io.mintmark.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that happened to a device, as the run log keeps it.
///
/// Product and device are what the peer claimed; after a refusal they need not exist. Texts that
/// came from the wire are cut to their limits by [#Event].
///
/// @param outcome a stable word in capitals: `ISSUED`, `ADMITTED`, or the name of a refusal reason
/// @param productKey as claimed or known, at most 64 characters; null where the request named none
/// @param deviceName as claimed or known, at most 64 characters; null where the request named none
/// @param dialect `ALIYUN` or `TENCENT`; null where it is not known or does not matter
/// @param origin null for acts of an operator
/// @param detail a short sentence for an engineer, never a secret; null where the outcome says it
///     all
public record Event(
    Instant at,
    EventKind kind,
    String outcome,
    @Nullable String productKey,
    @Nullable String deviceName,
    @Nullable String dialect,
    @Nullable Origin origin,
    @Nullable String detail) {

  private static final int NAME_LIMIT = 64;
  private static final int DETAIL_LIMIT = 500;

  public Event {
    productKey = cut(productKey, NAME_LIMIT);
    deviceName = cut(deviceName, NAME_LIMIT);
    detail = cut(detail, DETAIL_LIMIT);
  }

  private static @Nullable String cut(@Nullable String text, int limit) {
    return text == null || text.length() <= limit ? text : text.substring(0, limit);
  }
}
