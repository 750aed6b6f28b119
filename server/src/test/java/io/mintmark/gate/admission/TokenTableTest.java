package io.mintmark.gate.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TokenTableTest {

  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;
  private static final long KEY = 0x1234_5678_9abc_def0L;

  private final TokenTable table = new TokenTable(Allowance.perMinute(3, 6), 1 << 10);

  private static int takeAll(TokenTable table, long key, long now) {
    int taken = 0;
    while (taken < 1_000 && table.take(key, now)) {
      taken++;
    }
    return taken;
  }

  @Test
  void asManyGoAtOnceAsTheBurst() {
    assertThat(takeAll(table, KEY, 0)).isEqualTo(3);
    assertThat(table.isSpent(KEY, 0)).isTrue();
  }

  @Test
  void afterThatOneGoesPerInterval() {
    takeAll(table, KEY, 0);

    assertThat(table.take(KEY, 10 * SECOND - 1)).isFalse();
    assertThat(takeAll(table, KEY, 10 * SECOND)).isOne();
    assertThat(takeAll(table, KEY, 30 * SECOND)).isEqualTo(2);
  }

  @Test
  void aLongPauseGivesTheBurstBackAndNoMore() {
    takeAll(table, KEY, 0);

    assertThat(takeAll(table, KEY, DAY)).isEqualTo(3);
  }

  @Test
  void whatIsRefusedCostsNothing() {
    takeAll(table, KEY, 0);
    for (int i = 0; i < 1_000; i++) {
      table.take(KEY, 5 * SECOND);
    }

    assertThat(table.take(KEY, 10 * SECOND)).isTrue();
  }

  @Test
  void askingTakesNothing() {
    for (int i = 0; i < 10; i++) {
      assertThat(table.isSpent(KEY, 0)).isFalse();
    }

    assertThat(takeAll(table, KEY, 0)).isEqualTo(3);
  }

  @Test
  void halfOfTheTokensAreTakenBeforeItIsStrained() {
    var four = new TokenTable(Allowance.perMinute(4, 6), 1 << 10);
    four.take(KEY, 0);
    four.take(KEY, 0);
    assertThat(four.isStrained(KEY, 0)).isFalse();

    four.take(KEY, 0);

    assertThat(four.isStrained(KEY, 0)).isTrue();
    assertThat(four.isStrained(KEY, 10 * SECOND)).isFalse();
  }

  @Test
  void keysDoNotDisturbEachOther() {
    takeAll(table, KEY, 0);

    assertThat(takeAll(table, ~KEY, 0)).isEqualTo(3);
  }

  @Test
  void withoutALimitNothingIsEverRefused() {
    var off = new TokenTable(Allowance.OFF, 1 << 10);

    assertThat(takeAll(off, KEY, 0)).isEqualTo(1_000);
    assertThat(off.isSpent(KEY, 0)).isFalse();
  }

  @Test
  void aFloodOfOtherKeysDoesNotWashAnOffenderOut() {
    var flood = new Random(1);
    takeAll(table, KEY, 0);

    for (int i = 0; i < 1_000_000; i++) {
      table.take(flood.nextLong(), i);
    }

    assertThat(table.isSpent(KEY, SECOND)).isTrue();
  }

  @Test
  void aNewcomerIsServedHoweverFullTheTableIs() {
    var small = new TokenTable(Allowance.perMinute(3, 6), 4);
    LongStream.rangeClosed(1, 4).forEach(key -> takeAll(small, key << 50, 0));

    assertThat(small.take(5L << 50, 0)).isTrue();
  }

  @Test
  void aKeyThatIsFullAgainGivesItsPlaceAway() {
    var small = new TokenTable(Allowance.perMinute(3, 6), 4);
    small.take(1L << 50, 0);
    LongStream.rangeClosed(2, 4).forEach(key -> takeAll(small, key << 50, 9 * SECOND));

    assertThat(takeAll(small, 5L << 50, 11 * SECOND)).isEqualTo(3);

    assertThat(LongStream.rangeClosed(2, 5).allMatch(key -> small.isSpent(key << 50, 11 * SECOND)))
        .isTrue();
  }

  @Test
  void whenTheTimeComesRoundNobodyIsRefusedForWhatWasLongAgo() {
    for (long now = 0; now < 1_000 * DAY; now += 13 * DAY) {
      assertThat(takeAll(table, KEY, now)).isEqualTo(3);
    }
  }

  @Test
  void threadsShareABucketToTheLastToken() throws Exception {
    var large = new TokenTable(Allowance.perSecond(10_000, 1), 1 << 10);
    var taken = new AtomicInteger();
    var start = new CountDownLatch(1);
    var threads =
        IntStream.range(0, 4)
            .mapToObj(
                _ ->
                    Thread.ofPlatform()
                        .start(
                            () -> {
                              awaitQuietly(start);
                              for (int i = 0; i < 5_000; i++) {
                                taken.addAndGet(large.take(KEY, 0) ? 1 : 0);
                              }
                            }))
            .toList();

    start.countDown();

    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(taken).hasValue(10_000);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aTableOfMemoryForgetsInTime() {
    var memory = TokenTable.memory(Duration.ofDays(30), 1 << 4);
    memory.drain(KEY, 0);
    memory.drain(KEY, 10 * DAY);

    assertThat(memory.isUsed(KEY, 39 * DAY)).isTrue();
    assertThat(memory.isUsed(KEY, 40 * DAY)).isFalse();
    assertThat(memory.isUsed(~KEY, DAY)).isFalse();
  }

  @Test
  void itsSizeIsAPowerOfTwo() {
    assertThatThrownBy(() -> new TokenTable(Allowance.perSecond(1, 1), 1_000))
        .hasMessage("maxKeys must be a power of two, was 1000");
  }
}
