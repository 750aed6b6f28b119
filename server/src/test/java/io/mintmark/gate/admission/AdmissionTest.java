package io.mintmark.gate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // it may well overflow
  private final long factory = address("192.0.2.1");
  private final long stranger = address("198.51.100.1");

  private static long address(String text) {
    return PeerAddress.of(InetAddress.ofLiteral(text));
  }

  private Admission admission(Limit limit, Allowance allowance) {
    return new Admission(AdmissionLimits.NONE.with(limit, allowance), nanos::get, new Random(1));
  }

  private static boolean passes(Throttle throttle) {
    return throttle == null;
  }

  @Test
  void allTogetherMayComeOnlySoOften() {
    var admission = admission(Limit.ACCEPTS, Allowance.perSecond(2, 1));
    admission.atTheDoor(factory);
    admission.atTheDoor(stranger);

    var third = admission.atTheDoor(address("203.0.113.1"));

    assertThat(third).isEqualTo(new Throttle(Limit.ACCEPTS, Allowance.perSecond(2, 1), 0));
    nanos.addAndGet(MINUTE.toNanos());
    assertThat(admission.atTheDoor(factory)).isNull();
  }

  @Test
  void oneAddressMayComeOnlySoOften() {
    var admission = admission(Limit.ADDRESS_CONNECTS, Allowance.perSecond(1, 1));

    assertThat(passes(admission.atTheDoor(stranger))).isTrue();
    assertThat(passes(admission.atTheDoor(stranger))).isFalse();
    assertThat(passes(admission.atTheDoor(factory))).isTrue();
    assertThat(admission.refusals(Limit.ADDRESS_CONNECTS)).isOne();
  }

  @Test
  void whoIsTurnedAwayTakesNothingFromWhatAllShare() {
    var limits =
        AdmissionLimits.NONE
            .with(Limit.ADDRESS_CONNECTS, Allowance.perSecond(1, 1))
            .with(Limit.ACCEPTS, Allowance.perSecond(2, 1));
    var admission = new Admission(limits, nanos::get, new Random(1));
    for (int i = 0; i < 100; i++) {
      admission.atTheDoor(stranger);
    }

    assertThat(admission.atTheDoor(factory)).isNull();
  }

  @Test
  void anAddressThatFailsTooOftenIsTurnedAwayUntilItHasPaused() {
    var admission = admission(Limit.ADDRESS_FAILURES, Allowance.perMinute(3, 1));
    for (int i = 0; i < 3; i++) {
      assertThat(admission.atTheDoor(stranger)).isNull();
      admission.failedAt(stranger);
    }

    assertThat(passes(admission.atTheDoor(stranger))).isFalse();
    assertThat(passes(admission.ofAddress(stranger))).isFalse();
    assertThat(passes(admission.atTheDoor(factory))).isTrue();
    nanos.addAndGet(MINUTE.toNanos());
    assertThat(passes(admission.atTheDoor(stranger))).isTrue();
  }

  @Test
  void whoComesInNumbersGetsInNoMoreOftenThanItMayFail() {
    var admission = admission(Limit.ADDRESS_FAILURES, Allowance.perMinute(100, 60));
    for (int i = 0; i < 100; i++) {
      admission.failedAt(stranger);
    }
    int entered = 0;
    for (int second = 0; second < 60; second++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      for (int i = 0; i < 1_000; i++) {
        entered += passes(admission.atTheDoor(stranger)) ? 1 : 0; // none has failed yet
      }
    }

    assertThat(entered).isEqualTo(60);
  }

  @Test
  void anIdentityThatFailsTooOftenHasToWaitWhereverItComesFrom() {
    var admission = admission(Limit.IDENTITY_FAILURES, Allowance.perMinute(2, 1));
    long device = admission.identity("P1", "d1");
    admission.failedAs(stranger, device);
    admission.failedAs(factory, device);

    assertThat(passes(admission.ofIdentity(address("203.0.113.1"), device))).isFalse();
    assertThat(passes(admission.ofIdentity(stranger, admission.identity("P1", "d2")))).isTrue();
    nanos.addAndGet(MINUTE.toNanos());
    assertThat(passes(admission.ofIdentity(stranger, device))).isTrue();
  }

  @Test
  void whoFailsInTheNameOfADeviceDoesNotLockItOutWhereItLives() {
    var admission = admission(Limit.IDENTITY_FAILURES, Allowance.perMinute(2, 1));
    long device = admission.identity("P1", "d1");
    admission.granted(factory, device);
    for (int i = 0; i < 10; i++) {
      admission.failedAs(stranger, device);
    }

    assertThat(passes(admission.ofIdentity(stranger, device))).isFalse();
    assertThat(passes(admission.ofIdentity(factory, device))).isTrue();
    assertThat(passes(admission.ofIdentity(address("192.0.2.77"), device))).isTrue();
  }

  @Test
  void aDeviceThatFailsWhereItLivesIsLimitedThereToo() {
    var admission = admission(Limit.IDENTITY_FAILURES, Allowance.perMinute(2, 1));
    long device = admission.identity("P1", "d1");
    admission.granted(factory, device);
    admission.failedAs(factory, device);
    admission.failedAs(factory, device);

    assertThat(passes(admission.ofIdentity(factory, device))).isFalse();
    assertThat(passes(admission.ofIdentity(stranger, device))).isTrue();
  }

  @Test
  void onlyGrantsCountAsConnectsOfAnIdentity() {
    var admission = admission(Limit.IDENTITY_CONNECTS, Allowance.perMinute(2, 1));
    long device = admission.identity("P1", "d1");
    for (int i = 0; i < 10; i++) {
      admission.failedAs(stranger, device);
    }
    admission.granted(factory, device);
    assertThat(passes(admission.ofIdentity(factory, device))).isTrue();
    admission.granted(factory, device);

    assertThat(passes(admission.ofIdentity(factory, device))).isFalse();
    nanos.addAndGet(MINUTE.toNanos());
    assertThat(passes(admission.ofIdentity(factory, device))).isTrue();
  }

  @Test
  void unitsThatTryAgainAsSdksDoDoNotCloseTheDoorToTheirFactory() {
    var limits =
        AdmissionLimits.NONE
            .with(Limit.IDENTITY_FAILURES, Allowance.perMinute(1, 1))
            .with(Limit.ADDRESS_FAILURES, Allowance.perMinute(10, 1));
    var admission = new Admission(limits, nanos::get, new Random(1));
    for (int second = 0; second < 300; second++) {
      for (int unit = 0; unit < 100; unit++) {
        long identity = admission.identity("P1", "disabled-" + unit);
        if (passes(admission.ofIdentity(factory, identity))) {
          admission.failedAs(factory, identity);
        }
      }
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    }

    assertThat(passes(admission.atTheDoor(factory))).isTrue();
    assertThat(admission.refusals(Limit.IDENTITY_FAILURES)).isGreaterThan(20_000);
  }

  @Test
  void aUnitThatInsistsIsSoonTurnedAwayAtTheDoor() {
    var limits =
        AdmissionLimits.NONE
            .with(Limit.IDENTITY_FAILURES, Allowance.perMinute(1, 1))
            .with(Limit.ADDRESS_FAILURES, Allowance.perMinute(10, 1));
    var admission = new Admission(limits, nanos::get, new Random(1));
    long device = admission.identity("P1", "d1");
    admission.failedAs(stranger, device);

    int tries = 0;
    while (passes(admission.atTheDoor(stranger)) && tries < 1_000) {
      admission.ofIdentity(stranger, device);
      tries++;
    }

    assertThat(tries).isBetween(11, 100);
  }

  @Test
  void ofManyRefusalsFewAreNews() {
    var admission = admission(Limit.ADDRESS_CONNECTS, Allowance.perMinute(1, 1));
    admission.atTheDoor(stranger);
    int news = 0;
    for (int i = 0; i < 1_000; i++) {
      news += admission.atTheDoor(stranger).isNews() ? 1 : 0;
    }

    assertThat(news).isOne();
    nanos.addAndGet(MINUTE.toNanos());
    admission.atTheDoor(stranger);
    assertThat(admission.atTheDoor(stranger).detail("198.51.100.1"))
        .isEqualTo(
            "198.51.100.1 is over gate.admission.address-connects (1+1/min); 999 more refused since"
                + " the last report");
    assertThat(admission.refusals(Limit.ADDRESS_CONNECTS)).isEqualTo(1_001);
  }

  @Test
  void evenOfManyKeysNotAllAreNews() {
    var admission = admission(Limit.ADDRESS_CONNECTS, Allowance.perMinute(1, 1));
    int news = 0;
    for (int i = 0; i < 10_000; i++) {
      admission.atTheDoor(i);
      var refusal = admission.atTheDoor(i);
      news += refusal != null && refusal.isNews() ? 1 : 0;
    }

    assertThat(news).isEqualTo(100);
  }

  @Test
  void addressesOfOneIpv6SubscriberShareTheirLimit() {
    var admission = admission(Limit.ADDRESS_CONNECTS, Allowance.perMinute(1, 1));
    admission.atTheDoor(address("2001:db8:1:2::1"));

    assertThat(passes(admission.atTheDoor(address("2001:db8:1:2::2")))).isFalse();
    assertThat(passes(admission.atTheDoor(address("2001:db8:1:3::1")))).isTrue();
  }

  @Test
  void twoInstallationsScatterTheSameNamesDifferently() {
    var one = new Admission(AdmissionLimits.DEFAULT, nanos::get, new Random(1));
    var other = new Admission(AdmissionLimits.DEFAULT, nanos::get, new Random(2));

    assertThat(one.identity("P1", "d1")).isNotEqualTo(other.identity("P1", "d1"));
  }
}
