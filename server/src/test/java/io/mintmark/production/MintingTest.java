package io.mintmark.production;

import static io.mintmark.production.Workshop.batchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mintmark.device.BatchId;
import io.mintmark.device.Fixtures;
import io.mintmark.device.StoreOverloadedException;
import io.mintmark.event.Event;
import io.mintmark.event.EventLog;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.production.BatchOrder.Names;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/// Minting on its own thread. The events tell the tests when something has happened.
@Timeout(60)
class MintingTest {

  private final Workshop workshop = Workshop.withoutThread();
  private final Product product = workshop.published(Dialect.TENCENT);
  private final BlockingQueue<String> acts = new LinkedBlockingQueue<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(Fixtures.NOW);
  private Minting minting = newMinting();

  @AfterEach
  void close() {
    minting.close();
  }

  @Test
  void anOrderIsMintedInTheBackground() throws Exception {
    var batch = order(10);

    minting.take(batch);

    assertThat(acts.take()).isEqualTo("READY");
    assertThat(workshop.stored(batch).minted()).isEqualTo(10);
  }

  @Test
  void aRestartedServerTakesUpWhatIsUnfinished() throws Exception {
    var first = order(10);
    var second = order(4);
    workshop.newMint().mintChunk(first);

    minting.start();

    assertThat(List.of(acts.take(), acts.take())).containsOnly("READY");
    assertThat(workshop.stored(first).minted()).isEqualTo(10);
    assertThat(workshop.stored(second).minted()).isEqualTo(4);
  }

  @Test
  void batchesTakeTurnsChunkByChunk() throws Exception {
    var sizes = new CopyOnWriteArrayList<Integer>();
    var bothAreThere = new CountDownLatch(1);
    workshop.batches.beforeCommit(
        chunk -> {
          await(bothAreThere);
          sizes.add(chunk.size());
        });
    var large = order(9); // chunks of 3, 3, 3
    var small = order(2); // one chunk of 2

    minting.take(large);
    minting.take(small);
    bothAreThere.countDown();

    assertThat(List.of(acts.take(), acts.take())).containsOnly("READY");
    assertThat(sizes).containsExactly(3, 2, 3, 3);
  }

  @Test
  void aBatchThatIsStoppedInTheMiddleOfAChunkIsNoFailure() throws Exception {
    var batch = order(10);
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var logger = (Logger) LoggerFactory.getLogger(Minting.class);
    logger.addAppender(log);
    var met = new CountDownLatch(1);
    workshop.batches.beforeCommit(
        _ -> {
          workshop.batches.stop(batch, "by hand");
          met.countDown();
          throw new IllegalStateException("the batch is not minting");
        });

    minting.take(batch);

    await(met);
    minting.close(); // ends the chunk at hand
    logger.detachAppender(log);
    assertThat(log.list).isEmpty();
    assertThat(workshop.stored(batch).state()).isEqualTo(Batch.State.STOPPED);
  }

  @Test
  void anOverloadedStoreIsTriedAgainForAsLongAsItTakes() throws Exception {
    var calls = new AtomicInteger();
    workshop.batches.beforeCommit(
        _ -> {
          if (calls.incrementAndGet() <= 5 * Workshop.SETTINGS.maxFailures()) {
            throw new StoreOverloadedException();
          }
        });

    minting.take(order(1));

    assertThat(acts.take()).isEqualTo("READY");
  }

  @Test
  void aStoreThatFailsNowAndThenDoesNotStopABatch() throws Exception {
    var calls = new AtomicInteger();
    workshop.batches.beforeCommit(
        _ -> {
          if (calls.incrementAndGet() % Workshop.SETTINGS.maxFailures() != 0) {
            throw new IllegalStateException("the store hiccups");
          }
        });
    var batch = order(10);

    minting.take(batch);

    assertThat(acts.take()).isEqualTo("READY");
    assertThat(workshop.mintedNames(workshop.stored(batch))).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void aCommitWhoseAnswerIsLostMintsNothingTwice() throws Exception {
    workshop.batches.afterCommit(() -> fail("the answer is lost"));
    var batch = order(10);

    minting.take(batch);

    while (workshop.stored(batch).state() != Batch.State.READY) {
      Thread.sleep(1);
    }
    assertThat(workshop.mintedNames(workshop.stored(batch))).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void aStoreThatKeepsFailingStopsTheBatchWithoutTellingItsInnards() throws Exception {
    workshop.batches.beforeCommit(_ -> fail("innards"));
    var batch = order(10);

    minting.take(batch);

    assertThat(acts.take()).isEqualTo("STOPPED");
    assertThat(workshop.stored(batch).state()).isEqualTo(Batch.State.STOPPED);
    assertThat(workshop.stored(batch).stopReason()).contains("database").doesNotContain("innards");
  }

  @Test
  void aStoreThatCannotEvenStopABatchLeavesItForLater() throws Exception {
    workshop.batches.beforeCommit(_ -> fail("down"));
    var stops = new AtomicInteger();
    workshop.batches.beforeStop(
        () -> {
          if (stops.incrementAndGet() < 3) {
            throw new IllegalStateException("down");
          }
        });
    var batch = order(10);

    minting.take(batch);

    assertThat(acts.take()).isEqualTo("STOPPED");
    assertThat(stops).hasValue(3);
  }

  @Test
  void aStoppedBatchGoesOnAfterResume() throws Exception {
    workshop.batches.beforeCommit(_ -> fail("down"));
    var batch = order(10);
    minting.take(batch);
    assertThat(acts.take()).isEqualTo("STOPPED");
    workshop.batches.beforeCommit(_ -> {});

    minting.resume(batch);

    assertThat(List.of(acts.take(), acts.take())).containsExactly("RESUMED", "READY");
  }

  @Test
  void aResumeWhoseAnswerIsLostIsMintedAllTheSame() throws Exception {
    var batch = order(10);
    workshop.batches.stop(batch, "for the test");
    workshop.batches.afterChange(() -> fail("the answer is lost"));

    assertThatThrownBy(() -> minting.resume(batch)).hasMessage("the answer is lost");

    assertThat(acts.take()).isEqualTo("READY");
  }

  @Test
  void anOrderWhoseAnswerIsLostIsMintedAllTheSame() throws Exception {
    var desk = workshop.newDesk(minting);
    var order = new BatchOrder(product.key(), BurnMethod.DEVICE_SECRET, new Names.Generated(10));
    workshop.batches.afterChange(() -> fail("the answer is lost"));

    assertThatThrownBy(() -> desk.place(order)).hasMessage("the answer is lost");

    assertThat(acts.take()).isEqualTo("READY");
  }

  @Test
  void closingFinishesTheChunkAtHandAndNoMore() throws Exception {
    var inside = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    workshop.batches.beforeCommit(
        _ -> {
          inside.countDown();
          await(goOn);
        });
    var batch = order(10);
    minting.take(batch);
    inside.await();
    var closing = Thread.ofVirtual().start(minting::close);
    while (closing.getState() == Thread.State.NEW || closing.getState() == Thread.State.RUNNABLE) {
      Thread.sleep(1);
    }

    goOn.countDown();
    closing.join();

    assertThat(workshop.stored(batch).minted()).isEqualTo(3);
    assertThat(workshop.stored(batch).state()).isEqualTo(Batch.State.MINTING);
  }

  @Test
  void afterAStopTheNextServerGoesOn() throws Exception {
    var batch = order(10);
    workshop.newMint().mintChunk(batch);
    minting.close();

    minting = newMinting();
    minting.start();

    assertThat(acts.take()).isEqualTo("READY");
    assertThat(workshop.stored(batch).minted()).isEqualTo(10);
  }

  @Test
  void progressTellsTheRateAndTheExpectedEnd() throws Exception {
    var batch = order(12);
    var fourth = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    workshop.batches.beforeCommit(
        chunk -> {
          if (chunk.getFirst().number() == 10) {
            fourth.countDown();
            await(goOn);
          }
          now.updateAndGet(time -> time.plusSeconds(1));
        });
    var asStored = new AtomicReference<Batch>();
    workshop.batches.afterCommit(() -> asStored.set(workshop.stored(batch)));
    minting.take(batch);
    fourth.await();

    var progress = minting.progressOf(asStored.get());

    goOn.countDown();
    var end = Fixtures.NOW.plusSeconds(4);
    assertThat(progress).isEqualTo(new Progress(9, 12, 3.0, Optional.of(end)));
  }

  @Test
  void aBatchThatIsNotMintingHasNoRate() throws Exception {
    var batch = order(12);
    minting.take(batch);
    assertThat(acts.take()).isEqualTo("READY");

    var progress = minting.progressOf(workshop.stored(batch));

    assertThat(progress).isEqualTo(new Progress(12, 12, 0, Optional.empty()));
  }

  private BatchId order(int count) throws IOException {
    return batchOf(workshop.orderGenerated(product, count)).id();
  }

  private Minting newMinting() {
    EventLog log = (Event event) -> acts.add(event.outcome());
    return new Minting(
        workshop.batches,
        workshop.products,
        workshop.vault,
        log,
        Workshop.SETTINGS,
        workshop.random,
        now::get);
  }

  private static void fail(String message) {
    throw new IllegalStateException(message);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
