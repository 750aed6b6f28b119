package io.mintmark.production;

import static io.mintmark.production.Workshop.batchOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.product.Dialect;
import io.mintmark.production.ProgressBoard.Look;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many who watch one batch.
@Timeout(30)
class ProgressBoardTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration NOT_LONG = Duration.ofMillis(50);

  private final Workshop workshop = Workshop.withoutThread();
  private final AtomicInteger reads = new AtomicInteger();
  private final ProgressBoard board =
      new ProgressBoard(counted(), workshop.minting, Duration.ofMillis(5), 300);

  @AfterEach
  void close() {
    board.close();
  }

  @Test
  void theFirstLookIsThereAtOnceAndTheNextWhenTheBatchHasChanged() throws Exception {
    var batch = batch();
    try (var watch = board.watch(batch.id()).orElseThrow()) {
      assertThat(watch.next(LONG).orElseThrow().batch()).isEqualTo(batch);
      assertThat(watch.next(NOT_LONG)).isEmpty();

      workshop.acts.stop(batch.id(), "owner", "a break");

      assertThat(watch.next(LONG).orElseThrow().batch().state()).isEqualTo(Batch.State.STOPPED);
      workshop.acts.cancel(batch.id(), "owner");
      assertThat(watch.next(LONG).orElseThrow().isLast()).isTrue();
    }
  }

  @Test
  void manyListenersHearTheSameForOneReader() throws Exception {
    var batch = batch();
    var listeners = new ArrayList<Callable<Batch.State>>();
    for (int i = 0; i < 300; i++) {
      var watch = board.watch(batch.id()).orElseThrow();
      listeners.add(
          () -> {
            try (watch) {
              Optional<Look> look = watch.next(LONG);
              while (look.isPresent() && !look.get().isLast()) {
                look = watch.next(LONG);
              }
              return look.orElseThrow().batch().state();
            }
          });
    }
    int readsBefore = reads.get();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var heard = new ArrayList<>(listeners.stream().map(threads::submit).toList());
      awaitReads(readsBefore + 3);
      int whileWatching = reads.get();

      workshop.mintAll(workshop.stored(batch.id()));

      for (var one : heard) {
        assertThat(one.get()).isEqualTo(Batch.State.READY);
      }
      assertThat(readsBefore).as("one read for 300 who came").isLessThan(100);
      assertThat(whileWatching).isLessThan(300);
    }
  }

  @Test
  void aBatchThatNobodyWatchesIsNotLookedUp() throws Exception {
    var batch = batch();
    var watch = board.watch(batch.id()).orElseThrow();
    awaitReads(3);

    watch.close();

    int after = reads.get();
    Thread.sleep(50);
    assertThat(reads.get()).isLessThanOrEqualTo(after + 1);
    try (var again = board.watch(batch.id()).orElseThrow()) {
      assertThat(again.next(LONG)).isPresent();
    }
  }

  @Test
  void closingSendsEverybodyAway() throws Exception {
    var watch = board.watch(batch().id()).orElseThrow();
    watch.next(LONG);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> watch.next(LONG));

      board.close();

      assertThat(waiting.get()).isEmpty();
      assertThat(board.watch(batch().id())).isEmpty();
    }
  }

  @Test
  void thereIsAMostOfWatchers() throws Exception {
    var batch = batch();
    var few = new ProgressBoard(workshop.batches, workshop.minting, LONG, 2);
    var first = few.watch(batch.id()).orElseThrow();
    assertThat(few.watch(batch.id())).isPresent();
    assertThat(few.watch(batch.id())).isEmpty();

    first.close();

    assertThat(few.watch(batch.id())).isPresent();
    few.close();
  }

  private Batch batch() throws IOException {
    return batchOf(workshop.orderGenerated(workshop.published(Dialect.ALIYUN), 9));
  }

  private void awaitReads(int count) throws InterruptedException {
    while (reads.get() < count) {
      Thread.sleep(2);
    }
  }

  private Batches counted() {
    return (Batches)
        Proxy.newProxyInstance(
            Batches.class.getClassLoader(),
            new Class<?>[] {Batches.class},
            (_, method, arguments) -> {
              if (method.getName().equals("find")) {
                reads.incrementAndGet();
              }
              try {
                return method.invoke(workshop.batches, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
