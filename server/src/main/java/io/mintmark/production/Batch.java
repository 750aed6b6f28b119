package io.mintmark.production;

import io.mintmark.device.BatchId;
import io.mintmark.product.ProductKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One mass-production record (量产记录), as stored. Its units are numbered from 1, in the order of
/// the owner's file.
///
/// @param size units ordered
/// @param minted so many units exist, durably: the first ones if their names are generated, any of
///     the list if they were uploaded
/// @param stopReason why minting stopped, for the owner; null unless stopped
/// @param readyAt when the last unit was minted; null until then
/// @param papers who did what with it
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
    @Nullable Instant readyAt,
    BatchPapers papers) {

  /// Where a batch is in its life:
  /// `DRAFT → IN_REVIEW → APPROVED → MINTING → READY → CLOSED`, or a state beside that way.
  public enum State {
    /// Being prepared; its names are reserved.
    DRAFT,
    /// Waits for the decision of somebody who did not ask for it.
    IN_REVIEW,
    /// A reviewer said no, with a reason; its names are free again.
    REJECTED,
    /// May be minted, and is about to be.
    APPROVED,
    /// Units are being minted in the background, across restarts.
    MINTING,
    /// Stopped by hand or by a fault that minting cannot pass; nothing minted is lost.
    STOPPED,
    /// All units exist and the files can be downloaded.
    READY,
    /// The order is done with; its files cannot be downloaded any more.
    CLOSED,
    /// Given up before the first unit was minted; its names are free again.
    CANCELLED
  }

  public Batch {
    if (size < 1 || minted < 0 || minted > size) {
      throw new IllegalArgumentException(
          "a batch has at least one unit and mints no more than that");
    }
  }

  /// A batch of which nothing more is known.
  public Batch(
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
    this(
        id,
        product,
        burnMethod,
        nameSource,
        size,
        minted,
        state,
        stopReason,
        createdAt,
        readyAt,
        BatchPapers.NONE);
  }

  /// The batch after an act.
  Batch after(State newState, @Nullable String newStopReason, BatchPapers newPapers) {
    return new Batch(
        id,
        product,
        burnMethod,
        nameSource,
        size,
        minted,
        newState,
        newStopReason,
        createdAt,
        readyAt,
        newPapers.nextEdition());
  }
}
