package io.mintmark.dialect;

import org.jspecify.annotations.Nullable;

/// Whom a faulty request claimed to come from, as far as it could be read; for the event log.
public record Claim(@Nullable String productKey, @Nullable String deviceName) {

  /// Nothing could be read.
  public static final Claim NONE = new Claim(null, null);
}
