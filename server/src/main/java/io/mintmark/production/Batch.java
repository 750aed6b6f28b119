package io.mintmark.production;

import io.mintmark.device.BatchId;
import io.mintmark.product.ProductKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One mass-production record (量产记录), as stored. Its units are numbered from 1, in the order of
/// the owner's file.
///
/// @param size units ordered
/// @param minted units 1 to this number exist, durably
/// @param stopReason why minting stopped, for the owner; null unless stopped
/// @param readyAt when the last unit was minted; null until then
public record Batch(
    BatchId id,
    ProductKey product,
    BurnMethod burnMethod,
    NameSource nameSource,
    int size,
    int minted,
    State state,
    @Nullable String stopReason,
    Instant createdAt,
    @Nullable Instant readyAt) {

  /// Where a batch is in its life.
  public enum State {
    /// Units are being minted in the background, across restarts.
    MINTING,
    /// All units exist and the file can be downloaded.
    READY,
    /// Minting met a fault it cannot pass by itself; nothing minted is lost.
    STOPPED
  }

  public Batch {
    if (size < 1 || minted < 0 || minted > size) {
      throw new IllegalArgumentException(
          "a batch has at least one unit and mints no more than that");
    }
  }
}
