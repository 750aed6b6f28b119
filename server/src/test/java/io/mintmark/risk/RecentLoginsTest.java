package io.mintmark.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentLoginsTest {

  private static final long HOME = Network.of("10.0.8.4");
  private static final long ELSEWHERE = Network.of("203.0.113.9");

  private final RecentLogins logins = new RecentLogins(16, 5_000);

  @Test
  void theLoginBeforeIsToldWithinTheWindow() {
    logins.note(1, HOME, 100_000);

    assertThat(logins.note(1, ELSEWHERE, 105_000)).isEqualTo(HOME);
  }

  @Test
  void anOlderLoginIsNotTold() {
    logins.note(1, HOME, 100_000);

    assertThat(logins.note(1, ELSEWHERE, 105_001)).isEqualTo(Network.UNKNOWN);
    assertThat(logins.addressOf(1)).isEqualTo(ELSEWHERE);
  }

  @Test
  void aClockThatWasSetBackTellsNoOldLogin() {
    logins.note(1, HOME, 200_000);

    assertThat(logins.note(1, ELSEWHERE, 100_000)).isEqualTo(Network.UNKNOWN);
  }

  @Test
  void anotherDeviceOnTheSameSlotIsNotTakenForThisOne() {
    logins.note(1, HOME, 100_000);

    assertThat(logins.note(2, ELSEWHERE, 100_001)).isEqualTo(Network.UNKNOWN);
    assertThat(logins.addressOf(1)).isEqualTo(Network.UNKNOWN);
    assertThat(logins.addressOf(2)).isEqualTo(ELSEWHERE);
  }

  @Test
  void anEmptySlotBelongsToNobody() {
    assertThat(logins.addressOf(0)).isEqualTo(Network.UNKNOWN);
    assertThat(logins.note(0, HOME, 0)).isEqualTo(Network.UNKNOWN);
  }

  /// Each device has an address of its own, so any other one told of it was another's.
  @Test
  void threadsThatWriteOneSlotMixNoTwoDevicesUp() throws Exception {
    var crowded = new RecentLogins(1, Long.MAX_VALUE);
    var mixedUp = new AtomicLong();
    var threads = new ArrayList<Thread>();
    for (int seed = 0; seed < 4; seed++) {
      var random = new SplittableRandom(seed);
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < 200_000; i++) {
                      long device = random.nextLong(1, 4);
                      long before = crowded.note(device * 0x9E3779B97F4A7C15L, HOME + device, i);
                      if (before != Network.UNKNOWN && before != HOME + device) {
                        mixedUp.incrementAndGet();
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(mixedUp).hasValue(0);
  }
}
