package io.mintmark.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.BatchId;
import io.mintmark.device.Fixtures;
import io.mintmark.event.Event;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.production.ActOutcome.Done;
import io.mintmark.production.ActOutcome.Reason;
import io.mintmark.production.ActOutcome.Refused;
import io.mintmark.production.Batch.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every act in every state, with and without units: what it leads to, or what is said instead.
class BatchMovesTest {

  /// Written down once more, in the form of the documentation: state, act, what follows.
  private static final List<String> POSSIBLE =
      List.of(
          "DRAFT EDIT DRAFT",
          "DRAFT SUBMIT IN_REVIEW",
          "DRAFT CANCEL CANCELLED",
          "IN_REVIEW APPROVE APPROVED",
          "IN_REVIEW REJECT REJECTED",
          "IN_REVIEW CANCEL CANCELLED",
          "APPROVED STOP STOPPED",
          "APPROVED CANCEL CANCELLED",
          "MINTING STOP STOPPED",
          "MINTING CANCEL CANCELLED",
          "STOPPED RESUME MINTING",
          "STOPPED CANCEL CANCELLED",
          "READY CLOSE CLOSED");

  private final Workshop workshop = Workshop.withoutThread();
  private final Product product = workshop.published(Dialect.ALIYUN);

  record Case(State state, int minted, BatchAct act) {}

  static Stream<Case> everyActInEveryState() {
    return Stream.of(State.values())
        .flatMap(state -> Stream.of(BatchAct.values()).map(act -> new Case(state, 0, act)))
        .flatMap(one -> Stream.of(one, new Case(one.state, 2, one.act)));
  }

  @ParameterizedTest
  @MethodSource("everyActInEveryState")
  void anActLeadsWhereTheTableSaysOrIsRefusedWithWhatIsPossible(Case at) {
    workshop.reviewed.add(product.key());
    var before = stored(at.state, at.minted);

    var outcome = act(before.id(), at.act, "reviewer");

    switch (expected(at)) {
      case null -> assertThatItIsRefused(at, before, outcome);
      case State next -> {
        assertThat(((Done) outcome).batch().state()).isEqualTo(next);
        assertThat(workshop.stored(before.id())).isEqualTo(((Done) outcome).batch());
        assertThat(workshop.events)
            .extracting(Event::detail)
            .allSatisfy(detail -> assertThat(detail).contains("by reviewer"));
      }
    }
  }

  private void assertThatItIsRefused(Case at, Batch before, ActOutcome outcome) {
    var refused = (Refused) outcome;
    boolean tooLate = at.act == BatchAct.CANCEL && at.minted > 0;
    assertThat(refused.reason()).isEqualTo(tooLate ? Reason.UNITS_EXIST : Reason.NOT_IN_THIS_STATE);
    assertThat(refused.sentence()).contains(at.state.name());
    for (var act : BatchAct.values()) {
      boolean possible = expected(new Case(at.state, at.minted, act)) != null;
      assertThat(List.of(refused.sentence().split("\\W+", -1)).contains(act.name()))
          .as(act.name())
          .isEqualTo(possible);
    }
    assertThat(workshop.stored(before.id())).isEqualTo(before);
    assertThat(workshop.events).isEmpty();
  }

  private static @org.jspecify.annotations.Nullable State expected(Case at) {
    if (at.act == BatchAct.CANCEL && at.minted > 0) {
      return null;
    }
    return POSSIBLE.stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words[0].equals(at.state.name()) && words[1].equals(at.act.name()))
        .map(words -> State.valueOf(words[2]))
        .findFirst()
        .orElse(null);
  }

  @Test
  void withoutAReviewADraftThatIsSubmittedIsApproved() {
    var before = stored(State.DRAFT, 0);

    var outcome = workshop.acts.submit(before.id(), "owner");

    assertThat(((Done) outcome).batch().state()).isEqualTo(State.APPROVED);
  }

  @Test
  void whoeverAskedOrSubmittedMayNotReview() {
    workshop.reviewed.add(product.key());
    var before = stored(State.DRAFT, 0);
    workshop.acts.submit(before.id(), "submitter");

    for (var by : List.of("owner", "submitter")) {
      assertThat(reasonOf(workshop.acts.approve(before.id(), by))).contains(Reason.REVIEWER_ASKED);
      assertThat(reasonOf(workshop.acts.reject(before.id(), by, "no")))
          .contains(Reason.REVIEWER_ASKED);
    }

    assertThat(workshop.stored(before.id()).state()).isEqualTo(State.IN_REVIEW);
    assertThat(reasonOf(workshop.acts.approve(before.id(), "third"))).isEmpty();
  }

  @Test
  void reviewSwitchedOffLeavesABatchInReview() {
    var before = stored(State.IN_REVIEW, 0);
    workshop.reviewed.clear();

    var outcome = workshop.acts.approve(before.id(), "owner");

    assertThat(reasonOf(outcome)).contains(Reason.REVIEWER_ASKED);
  }

  @Test
  void whoDidWhatIsKept() {
    workshop.reviewed.add(product.key());
    var id = stored(State.DRAFT, 0).id();

    workshop.acts.edit(id, "owner", "Spring", "for the line in Suzhou");
    workshop.acts.edit(id, "owner", null, "urgent");
    workshop.acts.submit(id, "engineer");
    workshop.acts.reject(id, "reviewer", "too many");

    var papers = workshop.stored(id).papers();
    assertThat(papers.title()).isEqualTo("Spring");
    assertThat(papers.remark()).isEqualTo("urgent");
    assertThat(papers.origin().orderedBy()).isEqualTo("owner");
    assertThat(papers.submitted()).isEqualTo(new Signature("engineer", Fixtures.NOW, null));
    assertThat(papers.decided()).isEqualTo(new Signature("reviewer", Fixtures.NOW, "too many"));
    assertThat(papers.edition()).isEqualTo(4);
    assertThat(workshop.events)
        .extracting(Event::outcome)
        .containsExactly("EDITED", "EDITED", "SUBMITTED", "REJECTED");
    assertThat(workshop.events.getLast().detail())
        .isEqualTo("batch %s: 5 units, 0 minted, by reviewer: too many".formatted(id));
  }

  @Test
  void aStopIsSignedAndAResumeTakesTheSignatureAway() {
    var id = stored(State.MINTING, 2).id();

    var stopped = (Done) workshop.acts.stop(id, "owner", "wrong labels");
    var resumed = (Done) workshop.acts.resume(id, "engineer");

    assertThat(stopped.batch().stopReason()).isEqualTo("wrong labels");
    assertThat(stopped.batch().papers().stoppedBy()).isEqualTo("owner");
    assertThat(resumed.batch().stopReason()).isNull();
    assertThat(resumed.batch().papers().stoppedBy()).isNull();
    assertThat(resumed.batch().minted()).isEqualTo(2);
  }

  @Test
  void whoIsOvertakenIsCheckedAgainstWhatTheOtherMade() {
    workshop.reviewed.add(product.key());
    var id = stored(State.IN_REVIEW, 0).id();
    var fast = workshop.acts;
    var slow =
        new BatchDesk(
            new OvertakenBatches(workshop.batches, () -> fast.reject(id, "fast", "no")).proxy(),
            workshop.reviewed::contains,
            workshop.clerk,
            workshop.events::add,
            workshop.clock);

    var outcome = slow.approve(id, "slow");

    assertThat(reasonOf(outcome)).contains(Reason.NOT_IN_THIS_STATE);
    assertThat(workshop.stored(id).state()).isEqualTo(State.REJECTED);
  }

  @Test
  void aBatchThatDoesNotExistIsUnknown() {
    assertThat(reasonOf(workshop.acts.approve(new BatchId("b-0000000000"), "reviewer")))
        .contains(Reason.BATCH_UNKNOWN);
  }

  private static Optional<Reason> reasonOf(ActOutcome outcome) {
    return outcome instanceof Refused(var reason, _) ? Optional.of(reason) : Optional.empty();
  }

  private ActOutcome act(BatchId id, BatchAct act, String by) {
    return switch (act) {
      case EDIT -> workshop.acts.edit(id, by, "title", null);
      case SUBMIT -> workshop.acts.submit(id, by);
      case APPROVE -> workshop.acts.approve(id, by);
      case REJECT -> workshop.acts.reject(id, by, "wrong");
      case CANCEL -> workshop.acts.cancel(id, by);
      case STOP -> workshop.acts.stop(id, by, "wrong");
      case RESUME -> workshop.acts.resume(id, by);
      case CLOSE -> workshop.acts.close(id, by);
    };
  }

  private Batch stored(State state, int minted) {
    var batch =
        new Batch(
            new BatchId("b-0123456789"),
            product.key(),
            BurnMethod.DEVICE_SECRET,
            NameSource.GENERATED,
            5,
            minted,
            state,
            state == State.STOPPED ? "for the test" : null,
            Fixtures.NOW,
            null,
            new BatchPapers(
                new BatchOrigin("owner", null, null, null), null, null, null, null, null, null, 0));
    workshop.batches.create(batch, List.of());
    return batch;
  }
}
