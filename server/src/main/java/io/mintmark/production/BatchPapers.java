package io.mintmark.production;

import org.jspecify.annotations.Nullable;

/// What people wrote to a batch and who did what with it. Minting does not look at it.
///
/// @param title what people call the batch, at most 64 characters
/// @param remark for people, at most [#MAX_REMARK] characters
/// @param submitted who asked for it to be minted; null for a draft
/// @param decided who approved or rejected it, the latter with a reason; null without a review
/// @param stoppedBy who stopped it; null unless it is stopped, and if a fault did
/// @param ended who cancelled or closed it
/// @param edition counts the acts, so that of two people who act at once one is told
public record BatchPapers(
    BatchOrigin origin,
    @Nullable String title,
    @Nullable String remark,
    @Nullable Signature submitted,
    @Nullable Signature decided,
    @Nullable String stoppedBy,
    @Nullable Signature ended,
    int edition) {

  /// Of a batch of which nothing is known but the batch itself.
  public static final BatchPapers NONE =
      new BatchPapers(BatchOrigin.UNKNOWN, null, null, null, null, null, null, 0);

  /// Longest remark or reason, characters.
  public static final int MAX_REMARK = 500;

  BatchPapers noted(@Nullable String newTitle, @Nullable String newRemark) {
    return new BatchPapers(
        origin, newTitle, newRemark, submitted, decided, stoppedBy, ended, edition);
  }

  BatchPapers submitted(Signature submission) {
    return new BatchPapers(origin, title, remark, submission, decided, stoppedBy, ended, edition);
  }

  BatchPapers decided(Signature decision) {
    return new BatchPapers(origin, title, remark, submitted, decision, stoppedBy, ended, edition);
  }

  BatchPapers stoppedBy(@Nullable String who) {
    return new BatchPapers(origin, title, remark, submitted, decided, who, ended, edition);
  }

  BatchPapers ended(Signature end) {
    return new BatchPapers(origin, title, remark, submitted, decided, stoppedBy, end, edition);
  }

  BatchPapers nextEdition() {
    return new BatchPapers(
        origin, title, remark, submitted, decided, stoppedBy, ended, edition + 1);
  }
}
