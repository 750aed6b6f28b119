package io.mintmark.production;

import io.mintmark.sheet.SheetLimits;
import java.time.Duration;

/// Limits of mass production.
///
/// @param maxUnits the most units one batch may have
/// @param maxSheetBytes the largest list of names, bytes
/// @param chunkSize the most units minted in one transaction; how many it is depends on how long
///     the store takes, see [Pace]
/// @param mintingShare the part of the time that minting may take while devices are busy, percent
/// @param retryDelay how long minting waits after the store failed; doubled up to
///     [#MAX_RETRY_DELAY]
/// @param maxFailures failures of the store in a row after which a batch is stopped; a store that
///     is merely overloaded is not counted
public record ProductionSettings(
    int maxUnits,
    long maxSheetBytes,
    int chunkSize,
    int mintingShare,
    Duration retryDelay,
    int maxFailures) {

  static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(30);

  public static final ProductionSettings DEFAULTS =
      new ProductionSettings(1_000_000, 64L << 20, 4_000, 25, Duration.ofMillis(200), 12);

  public ProductionSettings {
    require(maxUnits >= 1 && maxUnits <= 10_000_000, "maxUnits is 1 to 10,000,000");
    require(maxSheetBytes >= 1, "maxSheetBytes is at least 1");
    require(chunkSize >= 1 && chunkSize <= 100_000, "chunkSize is 1 to 100,000");
    require(mintingShare >= 1 && mintingShare <= 100, "mintingShare is 1 to 100 percent");
    require(retryDelay.isPositive(), "retryDelay is more than nothing");
    require(maxFailures >= 1, "maxFailures is at least 1");
  }

  /// How much of a list of names is read.
  public SheetLimits sheetLimits() {
    return new SheetLimits(maxUnits, maxSheetBytes, SheetLimits.CELL_CHARS);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("production settings: " + rule);
    }
  }
}
