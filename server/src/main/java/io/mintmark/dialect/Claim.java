package io.mintmark.dialect;

import org.jspecify.annotations.Nullable;

/// Whom a faulty request claimed to come from, as far as it could be read; for the event log. Taken
/// from the wire as it is, and made fit to be shown.
public record Claim(@Nullable String productKey, @Nullable String deviceName) {

  /// Nothing could be read.
  public static final Claim NONE = new Claim(null, null);

  private static final int LIMIT = 64;

  public Claim {
    productKey = fit(productKey);
    deviceName = fit(deviceName);
  }

  private static @Nullable String fit(@Nullable String text) {
    return text == null || text.isEmpty() ? null : WireText.shown(text, LIMIT);
  }
}
