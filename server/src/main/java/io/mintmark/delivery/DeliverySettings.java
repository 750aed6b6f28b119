package io.mintmark.delivery;

import java.time.Duration;

/// Limits of deliveries.
///
/// @param longest how long a delivery may be open
public record DeliverySettings(Duration longest) {

  /// How long a delivery is open unless told.
  public static final Duration USUAL = Duration.ofDays(7);

  /// How many downloads it has unless told.
  public static final int USUAL_DOWNLOADS = 3;

  public static final int MAX_DOWNLOADS = 100;
  public static final int MAX_FILES = 10;

  public static final DeliverySettings DEFAULTS = new DeliverySettings(Duration.ofDays(90));

  public DeliverySettings {
    if (longest.compareTo(Duration.ofDays(1)) < 0 || longest.compareTo(Duration.ofDays(3650)) > 0) {
      throw new IllegalArgumentException("a delivery may be open for 1 to 3650 days at most");
    }
  }
}
