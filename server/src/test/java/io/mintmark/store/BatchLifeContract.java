package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.device.BatchId;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import io.mintmark.production.Batch.State;
import io.mintmark.production.BatchOrigin;
import io.mintmark.production.BatchPapers;
import io.mintmark.production.Batches;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.NameSource;
import io.mintmark.production.PatternSeed;
import io.mintmark.production.Signature;
import io.mintmark.request.AnsweredRequests;
import io.mintmark.request.RequestMark;
import io.mintmark.sheet.NameListId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people do with stored batches, and requests that come twice.
abstract class BatchLifeContract extends StoreContract {

  private static final Signature SOMEBODY = new Signature("somebody", NOON.plusSeconds(7), "why");

  private Batches batches;
  private Product product;

  @BeforeEach
  void makeProduct() {
    batches = store.batches();
    product = samples.product();
  }

  @Test
  void allThatIsWrittenToABatchIsKept() {
    var draft =
        batch(
            State.DRAFT,
            NameSource.PATTERN,
            1,
            new BatchOrigin(
                "owner",
                new PatternSeed("x{counter:4}", LocalDate.of(2026, 3, 1)),
                new NameListId(samples.word("n-")),
                null));
    batches.create(draft, List.of("x0001"));
    var papers =
        new BatchPapers(
            draft.papers().origin(),
            "title",
            "remark",
            new Signature("submitter", NOON, null),
            SOMEBODY,
            "stopper",
            new Signature("ender", NOON.plusSeconds(9), null),
            1);
    var after = with(draft, State.STOPPED, "a break", papers);

    boolean replaced = batches.replace(draft, after);

    assertThat(replaced).isTrue();
    assertThat(batches.find(draft.id())).contains(after);
    assertThat(batches.findByList(draft.papers().origin().list())).contains(after);
  }

  @Test
  void anActOnWhatIsNotThereAnyMoreChangesNothing() {
    var review = created(State.IN_REVIEW);
    var approved = with(review, State.APPROVED);
    batches.replace(review, approved);

    assertThat(batches.replace(review, with(review, State.REJECTED))).isFalse();

    assertThat(batches.find(review.id())).contains(approved);
    assertThat(batches.replace(approved, with(approved, State.STOPPED))).isTrue();
  }

  @Test
  void aBatchThatCameBackToItsStateIsAnotherEdition() {
    var minting = created(State.MINTING);
    var stopped = with(minting, State.STOPPED);
    batches.replace(minting, stopped);
    batches.replace(stopped, with(stopped, State.MINTING));

    assertThat(batches.replace(minting, with(minting, State.STOPPED))).isFalse();
  }

  @Test
  void ofManyWhoActAtOnceOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      var review = created(State.IN_REVIEW);
      var start = new CyclicBarrier(6);
      var acts = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 6; i++) {
        var after = with(review, i % 2 == 0 ? State.APPROVED : State.REJECTED);
        acts.add(
            () -> {
              start.await();
              return batches.replace(review, after);
            });
      }

      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        assertThat(threads.invokeAll(acts)).extracting(won -> won.get()).containsOnlyOnce(true);
      }
    }
  }

  @Test
  void aBatchWithUnitsIsNotCancelledThoughItHadNoneWhenItWasRead() {
    var minting = batch(State.MINTING, NameSource.GENERATED, 2, BatchOrigin.UNKNOWN);
    batches.create(minting, List.of());
    batches.mint(minting, samples.units(1, List.of(samples.word("u"))), NOON);

    assertThat(batches.replace(minting, with(minting, State.CANCELLED))).isFalse();
    assertThat(batches.replace(minting, with(minting, State.STOPPED))).isTrue();

    assertThat(batches.find(minting.id()).orElseThrow().minted()).isEqualTo(1);
  }

  @Test
  void aCancelledBatchIsMintedNoMore() {
    var minting = batch(State.MINTING, NameSource.GENERATED, 2, BatchOrigin.UNKNOWN);
    batches.create(minting, List.of());
    batches.replace(minting, with(minting, State.CANCELLED));

    assertThatThrownBy(() -> batches.mint(minting, samples.units(1, List.of("late")), NOON))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void namesOfARejectedBatchAreFreedPieceByPieceAndItsLinesStay() {
    var names = Samples.names("lamp-", 2_500);
    var review = batch(State.IN_REVIEW, NameSource.UPLOADED, names.size(), BatchOrigin.UNKNOWN);
    batches.create(review, names);
    assertThat(batches.freeNames(review)).as("not rejected yet").isFalse();
    var rejected = with(review, State.REJECTED);
    batches.replace(review, rejected);
    assertThat(undone()).contains(rejected.id());
    assertThat(batches.taken(product.key(), names)).hasSize(2_500);

    assertThat(batches.freeNames(rejected)).isTrue();
    assertThat(batches.taken(product.key(), names)).hasSizeBetween(1, 2_499);
    freeAll(rejected);

    assertThat(batches.taken(product.key(), names)).isEmpty();
    assertThat(undone()).doesNotContain(rejected.id());
    assertThat(batches.lines(rejected.id(), 2_498, 10)).hasSize(2);
  }

  @Test
  void aNameThatWasFreedAndTakenAgainIsNotFreedTwice() {
    var names = Samples.names("lamp-", 2_500);
    var draft = batch(State.DRAFT, NameSource.UPLOADED, names.size(), BatchOrigin.UNKNOWN);
    batches.create(draft, names);
    var cancelled = with(draft, State.CANCELLED);
    batches.replace(draft, cancelled);
    batches.freeNames(cancelled);
    var next = batch(State.MINTING, NameSource.UPLOADED, 1, BatchOrigin.UNKNOWN);
    assertThat(batches.create(next, List.of("lamp-000001"))).isEmpty();

    reopen();
    batches = store.batches();
    freeAll(cancelled);

    assertThat(batches.taken(product.key(), names))
        .containsExactly(new Batches.Line(1, "lamp-000001"));
  }

  @Test
  void aBatchWithoutNamesHasNothingToFree() {
    var draft = created(State.DRAFT);
    var cancelled = with(draft, State.CANCELLED);
    batches.replace(draft, cancelled);

    assertThat(batches.freeNames(cancelled)).isFalse();

    assertThat(undone()).doesNotContain(draft.id());
  }

  @Test
  void anApprovedBatchWaitsToBeBegun() {
    var approved = created(State.APPROVED);

    assertThat(undone()).contains(approved.id());

    batches.replace(approved, with(approved, State.MINTING));
    assertThat(undone()).doesNotContain(approved.id());
    assertThat(batches.unfinished()).extracting(Batch::id).contains(approved.id());
  }

  @Test
  void aRequestIsAnsweredWhenItsBatchIsThere() {
    var mark = mark("key-1", "print");
    var batch = requested(mark, 1);

    batches.create(batch, List.of("unit1"));

    assertThat(find(mark, Duration.ofHours(24)))
        .contains(new AnsweredRequests.Answered("print", batch.id().value()));
    assertThat(find(mark("key-2", "print"), Duration.ofHours(24))).isEmpty();
    assertThat(find(mark, Duration.ZERO)).isEmpty();
    assertThat(batches.find(batch.id()).orElseThrow().papers().origin().request()).isNull();
  }

  @Test
  void aRequestWhoseNamesAreTakenIsNotAnswered() {
    batches.create(requested(mark("key-1", "print"), 1), List.of("unit1"));
    var mark = mark("key-2", "print");

    assertThat(batches.create(requested(mark, 1), List.of("unit1"))).hasSize(1);

    assertThat(find(mark, Duration.ofHours(24))).isEmpty();
  }

  @Test
  void ofTwoRequestsWithOneKeyOneMakesABatch() throws Exception {
    for (int round = 0; round < 5; round++) {
      var mark = mark("key-" + round, "print");
      var start = new CyclicBarrier(2);
      var acts = new ArrayList<Callable<Boolean>>();
      for (var batch : List.of(requested(mark, 1_200), requested(mark, 1_200))) {
        var names = Samples.names(samples.word("u"), 1_200);
        acts.add(
            () -> {
              start.await();
              try {
                return batches.create(batch, names).isEmpty();
              } catch (BrokenStoreException e) {
                return false;
              }
            });
      }

      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        assertThat(threads.invokeAll(acts)).extracting(won -> won.get()).containsOnlyOnce(true);
      }

      var made = new BatchId(find(mark, Duration.ofHours(24)).orElseThrow().result());
      assertThat(batches.find(made)).isPresent();
    }
    assertThat(batches.page(product.project(), null, 20)).hasSize(5);
  }

  @Test
  void aRequestFromLongAgoGivesItsKeyBack() {
    batches.create(requested(mark("key-1", "old"), 1), List.of("unit1"));
    var later = requested(mark("key-1", "new"), 1);
    var dayAfter =
        new Batch(
            later.id(),
            later.product(),
            later.burnMethod(),
            later.nameSource(),
            1,
            0,
            State.MINTING,
            null,
            NOON.plus(AnsweredRequests.KEPT),
            null,
            later.papers());

    assertThat(batches.create(dayAfter, List.of("unit2"))).isEmpty();
  }

  @Test
  void aStoredListMakesOneBatch() {
    var list = new NameListId(samples.word("n-"));
    var origin = new BatchOrigin("owner", null, list, null);
    var first = batch(State.DRAFT, NameSource.UPLOADED, 1, origin);
    batches.create(first, List.of("unit1"));

    assertThatThrownBy(
            () ->
                batches.create(
                    batch(State.DRAFT, NameSource.UPLOADED, 1, origin), List.of("unit2")))
        .isInstanceOf(BrokenStoreException.class);

    assertThat(batches.findByList(list)).contains(first);
    assertThat(batches.taken(product.key(), List.of("unit2"))).isEmpty();
  }

  @Test
  void aProjectSaysWhetherItsBatchesAreReviewed() {
    var project = store.projects().find(product.project()).orElseThrow();
    assertThat(project.review()).isFalse();

    assertThat(store.projects().setReview(project.id(), true)).isTrue();

    assertThat(store.projects().find(project.id()).orElseThrow().review()).isTrue();
    assertThat(store.projects().setReview(samples.project().id(), false)).isTrue();
  }

  private void freeAll(Batch batch) {
    boolean more = true;
    while (more) {
      more = batches.freeNames(batch);
    }
  }

  private List<BatchId> undone() {
    return batches.undone().stream().map(Batch::id).toList();
  }

  private Optional<AnsweredRequests.Answered> find(RequestMark mark, Duration back) {
    return store.answeredRequests().find(mark.caller(), mark.scope(), mark.key(), NOON.minus(back));
  }

  private RequestMark mark(String key, String fingerprint) {
    return new RequestMark("owner", "batches of " + product.key(), key, fingerprint);
  }

  private Batch requested(RequestMark mark, int size) {
    return batch(
        State.MINTING, NameSource.UPLOADED, size, new BatchOrigin("owner", null, null, mark));
  }

  private Batch created(State state) {
    var batch = batch(state, NameSource.GENERATED, 3, BatchOrigin.UNKNOWN);
    batches.create(batch, List.of());
    return batch;
  }

  private Batch batch(State state, NameSource source, int size, BatchOrigin origin) {
    return new Batch(
        new BatchId(samples.word("b-")),
        product.key(),
        BurnMethod.DYNAMIC_REGISTRATION,
        source,
        size,
        0,
        state,
        null,
        NOON,
        null,
        new BatchPapers(origin, null, null, null, null, null, null, 0));
  }

  /// The next edition in this state.
  static Batch with(Batch batch, State state) {
    var papers = batch.papers();
    return with(
        batch,
        state,
        null,
        new BatchPapers(
            papers.origin(),
            papers.title(),
            papers.remark(),
            papers.submitted(),
            papers.decided(),
            papers.stoppedBy(),
            papers.ended(),
            papers.edition() + 1));
  }

  private static Batch with(
      Batch batch, State state, @Nullable String stopReason, BatchPapers papers) {
    return new Batch(
        batch.id(),
        batch.product(),
        batch.burnMethod(),
        batch.nameSource(),
        batch.size(),
        batch.minted(),
        state,
        stopReason,
        batch.createdAt(),
        batch.readyAt(),
        papers);
  }
}
