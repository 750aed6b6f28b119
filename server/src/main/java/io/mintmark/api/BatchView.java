package io.mintmark.api;

import io.mintmark.production.Batch;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.NameSource;
import io.mintmark.production.Progress;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A batch from outside.
record BatchView(
    @Schema(example = "b-3k9x0a7q2m") String id,
    @Schema(example = "a1Bz9kLm3Qx") String productKey,
    BurnMethod burnMethod,
    NameSource nameSource,
    Batch.State state,
    @Schema(description = "Units ordered", example = "1000") int size,
    @Schema(description = "Units that exist, durably", example = "640") int minted,
    @Schema(description = "Over the last seconds; 0 while nothing is minted") double unitsPerSecond,
    @Schema(description = "When the last unit will be there at this rate")
        @Nullable Instant expectedEnd,
    @Schema(description = "Why minting stopped") @Nullable String stopReason,
    Instant createdAt,
    @Schema(description = "When the last unit was minted") @Nullable Instant readyAt) {

  static BatchView of(Batch batch, Progress progress) {
    return new BatchView(
        batch.id().value(),
        batch.product().value(),
        batch.burnMethod(),
        batch.nameSource(),
        batch.state(),
        batch.size(),
        Math.max(batch.minted(), progress.minted()),
        progress.unitsPerSecond(),
        progress.expectedEnd().orElse(null),
        batch.stopReason(),
        batch.createdAt(),
        batch.readyAt());
  }
}
