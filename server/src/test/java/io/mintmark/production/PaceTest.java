package io.mintmark.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How much is minted at a time, and when minting stands back.
class PaceTest {

  private static final Duration SLOW = Duration.ofSeconds(10);
  private static final Duration QUICK = Duration.ofNanos(1);
  private static final Duration BUSY = Duration.ofMillis(20);

  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong now = new AtomicLong();
  private final Pace pace = pace(4_000);

  @Test
  void onAnIdleServerMintingDoesNotRest() {
    secondsLater(1, 0);

    var rest = pace.rest(BUSY);

    assertThat(rest).isZero();
  }

  @Test
  void whileDevicesAreBusyMintingKeepsToItsShare() {
    secondsLater(1, 5_000);

    var rest = pace.rest(BUSY);

    assertThat(rest).isEqualTo(BUSY.multipliedBy(3)); // 25 %
  }

  @Test
  void aFewDevicesCostMintingLittle() {
    secondsLater(10, 1_000);

    var rest = pace.rest(BUSY);

    assertThat(rest).isEqualTo(BUSY.multipliedBy(3).dividedBy(10));
  }

  @Test
  void whatDevicesDidLongAgoDoesNotCount() {
    secondsLater(1, 5_000);
    pace.rest(BUSY);
    secondsLater(1, 0);

    var rest = pace.rest(BUSY);

    assertThat(rest).isZero();
  }

  @Test
  void noRestIsLongerThanHalfASecond() {
    secondsLater(1, 5_000);

    var rest = pace.rest(Duration.ofSeconds(30));

    assertThat(rest).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void chunksGrowToTheMostWhileTheStoreIsQuick() {
    for (int i = 0; i < 5; i++) {
      pace.wrote(pace.chunk(), QUICK);
    }

    assertThat(pace.chunk()).isEqualTo(4_000);
  }

  @Test
  void chunksShrinkWhileTheStoreIsSlow() {
    for (int i = 0; i < 20; i++) {
      pace.wrote(pace.chunk(), SLOW);
    }

    assertThat(pace.chunk()).isEqualTo(100);
  }

  @Test
  void aChunkTakesThirtyMillisecondsAndTenWhileDevicesAreBusy() {
    writeAtAHundredThousandASecond();
    int idle = pace.chunk();
    secondsLater(1, 5_000);
    pace.rest(BUSY);

    writeAtAHundredThousandASecond();

    assertThat(idle).isEqualTo(3_000);
    assertThat(pace.chunk()).isEqualTo(1_000);
  }

  @Test
  void theLastFewUnitsOfABatchSayNothing() {
    int before = pace.chunk();

    pace.wrote(1, SLOW);

    assertThat(pace.chunk()).isEqualTo(before);
  }

  @Test
  void noChunkIsLargerThanTheSetting() {
    var small = pace(3);

    small.wrote(3, QUICK);
    small.wrote(3, SLOW);

    assertThat(small.chunk()).isEqualTo(3);
  }

  private void writeAtAHundredThousandASecond() {
    for (int i = 0; i < 10; i++) {
      int units = pace.chunk();
      pace.wrote(units, Duration.ofNanos(units * 10_000L));
    }
  }

  private void secondsLater(int seconds, int callsMeanwhile) {
    now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    calls.addAndGet(callsMeanwhile);
  }

  private Pace pace(int chunkSize) {
    var settings = new ProductionSettings(1_000, 1, chunkSize, 25, Duration.ofMillis(1), 1);
    return new Pace(settings, calls::get, now::get);
  }
}
