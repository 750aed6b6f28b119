package io.mintmark.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SignInPatienceTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(Fixtures.NOW);
  private final SignInPatience patience = new SignInPatience(now::get);

  @Test
  void everyFurtherFailureDoublesTheWaitUpToAMinute() {
    fail("admin", SignInPatience.FREE_FAILURES - 1);
    var waits = new ArrayList<Long>();

    for (int i = 0; i < 8; i++) {
      fail("admin", 1);
      waits.add(patience.begin("admin").toSeconds());
      now.updateAndGet(time -> time.plus(SignInPatience.LONGEST_WAIT));
    }

    assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  @Test
  void anAttemptThatHasToWaitDoesNotLengthenTheWait() {
    fail("admin", SignInPatience.FREE_FAILURES);

    var waits = List.of(patience.begin("admin"), patience.begin("admin"), patience.begin("admin"));

    assertThat(waits).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void oneAccountDoesNotWaitForTheFailuresOfAnother() {
    fail("admin", SignInPatience.FREE_FAILURES);

    assertThat(patience.begin("other")).isZero();
  }

  @Test
  void aSuccessOpensTheAccountAtOnce() {
    fail("admin", SignInPatience.FREE_FAILURES);

    patience.succeeded("admin");

    assertThat(patience.begin("admin")).isZero();
  }

  @Test
  void manyNamesTogetherTakeOnlySoManyFailures() {
    for (int i = 0; i < SignInPatience.TOTAL_FAILURES; i++) {
      assertThat(patience.begin("name" + i)).isZero();
    }

    assertThat(patience.begin("fresh")).isEqualTo(SignInPatience.TOTAL_RECOVERY);
    now.updateAndGet(time -> time.plus(SignInPatience.TOTAL_RECOVERY));
    assertThat(patience.begin("fresh")).isZero();
    assertThat(patience.begin("next")).isEqualTo(SignInPatience.TOTAL_RECOVERY);
  }

  @Test
  void attemptsThatSucceedDoNotCountInTotal() {
    for (int i = 0; i < 3 * SignInPatience.TOTAL_FAILURES; i++) {
      assertThat(patience.begin("name" + i)).isZero();
      patience.succeeded("name" + i);
    }

    assertThat(patience.begin("fresh")).isZero();
  }

  @Test
  void longNamesAreRememberedByTheirBeginning() {
    fail("x".repeat(64) + "y".repeat(1_000_000), SignInPatience.FREE_FAILURES);

    assertThat(patience.begin("x".repeat(64) + "z")).isPositive();
  }

  private void fail(String name, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(patience.begin(name)).isZero();
    }
  }
}
