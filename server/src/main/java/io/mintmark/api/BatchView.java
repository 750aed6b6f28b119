package io.mintmark.api;

import io.mintmark.production.Batch;
import io.mintmark.production.BatchAct;
import io.mintmark.production.BatchMoves;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.NameSource;
import io.mintmark.production.Progress;
import io.mintmark.production.Signature;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A batch from outside.
record BatchView(
    @Schema(example = "b-3k9x0a7q2m") String id,
    @Schema(example = "a1Bz9kLm3Qx") String productKey,
    BurnMethod burnMethod,
    NameSource nameSource,
    @Schema(example = "TH-{date:yyMMdd}-{counter:6}{check:luhn}") @Nullable String pattern,
    @Schema(description = "What people call it") @Nullable String title,
    @Nullable String remark,
    Batch.State state,
    @Schema(description = "What can be done with it as it stands") List<BatchAct> acts,
    @Schema(description = "Units ordered", example = "1000") int size,
    @Schema(description = "Units that exist, durably", example = "640") int minted,
    @Schema(description = "Over the last seconds; 0 while nothing is minted") double unitsPerSecond,
    @Schema(description = "When the last unit will be there at this rate")
        @Nullable Instant expectedEnd,
    @Schema(description = "Why minting stopped") @Nullable String stopReason,
    @Schema(description = "Who stopped it; null if a fault did") @Nullable String stoppedBy,
    @Schema(description = "Who asked for it") @Nullable String orderedBy,
    Instant createdAt,
    @Schema(description = "Who submitted it") @Nullable SignatureView submitted,
    @Schema(description = "Who approved or rejected it") @Nullable SignatureView decided,
    @Schema(description = "When the last unit was minted") @Nullable Instant readyAt,
    @Schema(description = "Who cancelled or closed it") @Nullable SignatureView ended) {

  static BatchView of(Batch batch, Progress progress) {
    var papers = batch.papers();
    var seed = papers.origin().seed();
    return new BatchView(
        batch.id().value(),
        batch.product().value(),
        batch.burnMethod(),
        batch.nameSource(),
        seed == null ? null : seed.pattern(),
        papers.title(),
        papers.remark(),
        batch.state(),
        BatchMoves.possible(batch),
        batch.size(),
        Math.max(batch.minted(), progress.minted()),
        progress.unitsPerSecond(),
        progress.expectedEnd().orElse(null),
        batch.stopReason(),
        papers.stoppedBy(),
        papers.origin().orderedBy(),
        batch.createdAt(),
        SignatureView.of(papers.submitted()),
        SignatureView.of(papers.decided()),
        batch.readyAt(),
        SignatureView.of(papers.ended()));
  }

  /// Who did something, and when.
  record SignatureView(
      @Schema(example = "mmk-3k9x0a7q2m", description = "An account, or the id of a key") String by,
      Instant at,
      @Schema(description = "What was said about it") @Nullable String reason) {

    static @Nullable SignatureView of(@Nullable Signature signature) {
      return signature == null
          ? null
          : new SignatureView(signature.by(), signature.at(), signature.reason());
    }
  }
}
