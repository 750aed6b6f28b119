package io.mintmark.production;

import static io.mintmark.production.Workshop.batchOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.BatchId;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.production.ActOutcome.Done;
import io.mintmark.production.Batch.State;
import io.mintmark.production.BatchOrder.Names;
import io.mintmark.production.BatchOrder.Terms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// From order to file by the hands of several people, with all that happens in between.
@Timeout(30)
class BatchClerkTest {

  private final Workshop workshop = new Workshop();
  private final Product product = workshop.published(Dialect.ALIYUN);

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void anApprovedBatchIsMinted() throws Exception {
    workshop.reviewed.add(product.key());
    var batch = order("unit1\nunit2\nunit3\nunit4\n", false);
    assertThat(batch.state()).isEqualTo(State.IN_REVIEW);

    workshop.acts.approve(batch.id(), "reviewer");

    assertThat(await(batch.id(), State.READY).papers().decided()).isNotNull();
    assertThat(workshop.mintedNames(batch)).hasSize(4);
  }

  @Test
  void aDraftIsNotMintedUntilItIsSubmitted() throws Exception {
    var batch = order("unit1\n", true);
    assertThat(batch.state()).isEqualTo(State.DRAFT);
    assertThat(batch.papers().submitted()).isNull();

    workshop.acts.submit(batch.id(), "owner");

    await(batch.id(), State.READY);
  }

  @Test
  void namesOfADraftAreReservedAndThoseOfACancelledOneFree() throws Exception {
    var batch = order("unit1\nunit2\n", true);
    assertThat(order("unit2\n")).isInstanceOf(OrderOutcome.SheetFaulty.class);

    workshop.acts.cancel(batch.id(), "owner");

    awaitNothingUndone();
    assertThat(order("unit2\n")).isInstanceOf(OrderOutcome.Ordered.class);
    assertThat(workshop.batches.lines(batch.id(), 0, 10)).hasSize(2);
  }

  @Test
  void whatAnEarlierRunLeftIsTakenUp() throws Exception {
    workshop.reviewed.add(product.key());
    var approved = order("unit1\n", false);
    var rejected = order("unit2\nunit3\n", false);
    workshop.clerk.close();
    workshop.acts.approve(approved.id(), "reviewer");
    workshop.acts.reject(rejected.id(), "reviewer", "no");
    assertThat(workshop.stored(approved.id()).state()).isEqualTo(State.APPROVED);

    try (var next = new BatchClerk(workshop.batches, workshop.minting, Workshop.SETTINGS)) {
      next.start();
      await(approved.id(), State.READY);
      awaitNothingUndone();
    }

    assertThat(workshop.batches.taken(product.key(), java.util.List.of("unit2", "unit3")))
        .isEmpty();
  }

  @Test
  void aStoreThatFailsIsTriedAgain() throws Exception {
    workshop.reviewed.add(product.key());
    var batch = order("unit1\n", false);
    var failures = new AtomicInteger();
    workshop.acts.approve(batch.id(), "reviewer");
    workshop.batches.afterChange(
        () -> {
          if (failures.incrementAndGet() < 3) {
            throw new IllegalStateException("the answer is lost");
          }
        });

    await(batch.id(), State.READY);
  }

  @Test
  void stoppedByHandItGoesOnWhereItStopped() throws Exception {
    var stopped = new AtomicInteger();
    var id = new BatchId[1];
    workshop.batches.afterCommit(
        () -> {
          if (stopped.incrementAndGet() == 2) {
            workshop.acts.stop(id[0], "owner", "a break");
          }
        });
    var batch = order("u-01\nu-02\nu-03\nu-04\nu-05\nu-06\nu-07\nu-08\nu-09\nu-10\n", true);
    id[0] = batch.id();
    workshop.acts.submit(batch.id(), "owner");
    assertThat(await(batch.id(), State.STOPPED).minted()).isEqualTo(6);

    var resumed = workshop.acts.resume(batch.id(), "owner");

    assertThat(((Done) resumed).batch().state()).isEqualTo(State.MINTING);
    assertThat(await(batch.id(), State.READY).minted()).isEqualTo(10);
    assertThat(workshop.mintedNames(batch)).hasSize(10).doesNotHaveDuplicates();
  }

  private Batch order(String sheet, boolean draft) throws IOException {
    return batchOf(place(sheet, draft));
  }

  private OrderOutcome order(String sheet) throws IOException {
    return place(sheet, false);
  }

  private OrderOutcome place(String sheet, boolean draft) throws IOException {
    var in = new ByteArrayInputStream(sheet.getBytes(StandardCharsets.UTF_8));
    return workshop.desk.place(
        new BatchOrder(
            product.key(),
            BurnMethod.DEVICE_SECRET,
            new Names.Uploaded(in),
            new Terms("owner", draft, null, null, null)));
  }

  private Batch await(BatchId id, State state) throws InterruptedException {
    while (workshop.stored(id).state() != state) {
      Thread.sleep(5);
    }
    return workshop.stored(id);
  }

  private void awaitNothingUndone() throws InterruptedException {
    while (!workshop.batches.undone().isEmpty()) {
      Thread.sleep(5);
    }
  }
}
