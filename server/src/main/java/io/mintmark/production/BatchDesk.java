package io.mintmark.production;

import io.mintmark.device.BatchId;
import io.mintmark.event.EventLog;
import io.mintmark.production.ActOutcome.Done;
import io.mintmark.production.ActOutcome.Reason;
import io.mintmark.production.ActOutcome.Refused;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where people act on batches: each act is checked against [BatchMoves], stored, and then told.
/// The store takes an act only if the batch is as it was when it was checked; otherwise it is
/// checked again. Safe for any thread.
public final class BatchDesk {

  /// Each loss means that somebody else acted in between.
  private static final int ATTEMPTS = 20;

  private final Batches batches;
  private final ReviewRule reviews;
  private final BatchClerk clerk;
  private final BatchJournal journal;
  private final InstantSource clock;

  public BatchDesk(
      Batches batches, ReviewRule reviews, BatchClerk clerk, EventLog events, InstantSource clock) {
    this.batches = batches;
    this.reviews = reviews;
    this.clerk = clerk;
    this.journal = new BatchJournal(events, clock);
    this.clock = clock;
  }

  /// Changes what is written to a draft; null leaves it as it is.
  public ActOutcome edit(BatchId id, String by, @Nullable String title, @Nullable String remark) {
    return act(
        id,
        new Deed(BatchAct.EDIT, "EDITED", by, null),
        papers ->
            papers.noted(
                title == null ? papers.title() : title, remark == null ? papers.remark() : remark));
  }

  /// Asks for a draft to be minted: it goes to review, or is approved where none is needed.
  public ActOutcome submit(BatchId id, String by) {
    return act(
        id,
        new Deed(BatchAct.SUBMIT, "SUBMITTED", by, null),
        papers -> papers.submitted(signature(by, null)));
  }

  /// Approves a batch that somebody else asked for; the clerk begins it soon.
  public ActOutcome approve(BatchId id, String by) {
    return act(
        id,
        new Deed(BatchAct.APPROVE, "APPROVED", by, null),
        papers -> papers.decided(signature(by, null)));
  }

  /// Rejects a batch; its names are free soon after.
  public ActOutcome reject(BatchId id, String by, String reason) {
    return act(
        id,
        new Deed(BatchAct.REJECT, "REJECTED", by, reason),
        papers -> papers.decided(signature(by, reason)));
  }

  /// Gives a batch up; its names are free soon after.
  public ActOutcome cancel(BatchId id, String by) {
    return act(
        id,
        new Deed(BatchAct.CANCEL, "CANCELLED", by, null),
        papers -> papers.stoppedBy(null).ended(signature(by, null)));
  }

  /// Stops minting. The units of the chunk at hand come into being or do not.
  public ActOutcome stop(BatchId id, String by, String reason) {
    return act(id, new Deed(BatchAct.STOP, "STOPPED", by, reason), papers -> papers.stoppedBy(by));
  }

  /// Goes on at the first unit that does not exist.
  public ActOutcome resume(BatchId id, String by) {
    return act(
        id, new Deed(BatchAct.RESUME, "RESUMED", by, null), papers -> papers.stoppedBy(null));
  }

  /// Ends a batch that is done with: its files cannot be downloaded any more.
  public ActOutcome close(BatchId id, String by) {
    return act(
        id,
        new Deed(BatchAct.CLOSE, "CLOSED", by, null),
        papers -> papers.ended(signature(by, null)));
  }

  /// @param word of the event
  /// @param reason null if the act needs none
  private record Deed(BatchAct act, String word, String by, @Nullable String reason) {}

  private ActOutcome act(BatchId id, Deed deed, Function<BatchPapers, BatchPapers> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var before = batches.find(id);
      if (before.isEmpty()) {
        return new Refused(Reason.BATCH_UNKNOWN, "there is no such batch");
      }
      var next = BatchMoves.after(before.get(), deed.act, reviews.needed(before.get().product()));
      var refusal = refusalOf(before.get(), deed, next);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      var after = changed(before.get(), deed, next.orElseThrow(), change);
      if (stored(before.get(), after)) {
        note(after, deed);
        return new Done(after);
      }
    }
    throw new IllegalStateException("batch %s changes faster than it can be read".formatted(id));
  }

  private static Optional<ActOutcome> refusalOf(
      Batch batch, Deed deed, Optional<Batch.State> next) {
    if (next.isEmpty()) {
      boolean tooLate = deed.act == BatchAct.CANCEL && batch.minted() > 0;
      return Optional.of(
          new Refused(
              tooLate ? Reason.UNITS_EXIST : Reason.NOT_IN_THIS_STATE,
              tooLate
                  ? "%s of it are minted already; %s"
                      .formatted(BatchJournal.units(batch.minted()), BatchMoves.told(batch))
                  : BatchMoves.told(batch)));
    }
    boolean review = deed.act == BatchAct.APPROVE || deed.act == BatchAct.REJECT;
    return review && asked(batch.papers(), deed.by)
        ? Optional.of(
            new Refused(
                Reason.REVIEWER_ASKED,
                "%s asked for this batch; somebody else must review it. To give it up, cancel it"
                    .formatted(deed.by)))
        : Optional.empty();
  }

  private static boolean asked(BatchPapers papers, String by) {
    var submitted = papers.submitted();
    return by.equals(papers.origin().orderedBy())
        || (submitted != null && by.equals(submitted.by()));
  }

  private static Batch changed(
      Batch before, Deed deed, Batch.State next, Function<BatchPapers, BatchPapers> change) {
    var reason = next == Batch.State.STOPPED ? Objects.requireNonNull(deed.reason) : null;
    return before.after(next, reason, change.apply(before.papers()));
  }

  private boolean stored(Batch before, Batch after) {
    boolean stored;
    try {
      stored = batches.replace(before, after);
    } catch (RuntimeException e) {
      clerk.look(before.id()); // only the answer may be lost
      throw e;
    }
    if (stored) {
      clerk.look(before.id());
    }
    return stored;
  }

  private void note(Batch batch, Deed deed) {
    String why = deed.reason == null ? "" : ": " + deed.reason;
    journal.note(
        batch,
        deed.word,
        "%s, %d minted, by %s%s"
            .formatted(BatchJournal.units(batch.size()), batch.minted(), deed.by, why));
  }

  private Signature signature(String by, @Nullable String reason) {
    return new Signature(by, clock.instant().truncatedTo(ChronoUnit.MILLIS), reason);
  }
}
