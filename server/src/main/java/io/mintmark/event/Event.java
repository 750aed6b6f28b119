package io.mintmark.event;

import java.time.Instant;
import java.util.Set;
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
/// @param hint a stable word in capitals for the mistake that explains a refusal, such as
///     `CLIENT_ID_WITH_BLOCK`; null where none is known
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
    @Nullable String detail,
    @Nullable String hint) {

  /// Outcomes of attempts that succeeded; every other one of a registration or login is a refusal.
  public static final Set<String> GRANTED = Set.of("ADMITTED", "ISSUED", "REPEATED", "CREATED");

  private static final int NAME_LIMIT = 64;
  private static final int DETAIL_LIMIT = 500;

  public Event {
    productKey = cut(productKey, NAME_LIMIT);
    deviceName = cut(deviceName, NAME_LIMIT);
    detail = cut(detail, DETAIL_LIMIT);
  }

  /// An event without a hint.
  public Event(
      Instant at,
      EventKind kind,
      String outcome,
      @Nullable String productKey,
      @Nullable String deviceName,
      @Nullable String dialect,
      @Nullable Origin origin,
      @Nullable String detail) {
    this(at, kind, outcome, productKey, deviceName, dialect, origin, detail, null);
  }

  /// Whether it tells of an attempt to register or log in that was refused.
  public boolean isRefusal() {
    return (kind == EventKind.REGISTRATION || kind == EventKind.LOGIN)
        && !GRANTED.contains(outcome);
  }

  public Event withHint(String newHint) {
    return new Event(at, kind, outcome, productKey, deviceName, dialect, origin, detail, newHint);
  }

  private static @Nullable String cut(@Nullable String text, int limit) {
    return text == null || text.length() <= limit ? text : text.substring(0, limit);
  }
}
