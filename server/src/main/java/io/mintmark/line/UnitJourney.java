package io.mintmark.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The way of one unit through production, as far as the store of identities knows it.
///
/// @param number its place in the batch, from 1
/// @param mintedAt null if the identity was deleted, or is not minted yet
/// @param registeredAt null for units that burned their own secret, and until registration
/// @param activatedAt the first successful login; null until then
/// @param tests null if it was never tested
public record UnitJourney(
    int number,
    String name,
    @Nullable Instant mintedAt,
    @Nullable Instant registeredAt,
    @Nullable Instant activatedAt,
    @Nullable UnitTests tests) {

  /// What the balance needs of it.
  public UnitFacts facts() {
    if (mintedAt == null) {
      return UnitFacts.DELETED;
    }
    return new UnitFacts(
        true,
        registeredAt != null,
        activatedAt != null,
        tests == null ? null : tests.last().verdict(),
        tests != null && tests.testedAfterScrapping());
  }
}
