package io.mintmark.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows guessing down. After some failures in a row an account takes one attempt at a time, each
/// wait twice the last up to a minute; and all accounts together take only so many failures. It is
/// never a lock-out: who knows the password waits a minute at most for the account's sake.
///
/// Kept in memory, for the names tried last; a restart forgives. Every attempt counts as a failure
/// until it proves to be none, so that many at once cannot slip through. Safe for any thread.
final class SignInPatience {

  static final int FREE_FAILURES = 5;
  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  static final int TOTAL_FAILURES = 100;
  static final Duration TOTAL_RECOVERY = Duration.ofMillis(500);
  private static final int NAMES_KEPT = 10_000;
  private static final int LONGEST_NAME = 64;

  private final InstantSource clock;
  private final Map<String, Failures> byName = new LinkedHashMap<>(16, 0.75f, true);

  /// When all failures counted in total will be forgiven, one per [#TOTAL_RECOVERY].
  private Instant totalForgivenAt = Instant.MIN;

  private record Failures(int count, Instant openAt) {}

  SignInPatience(InstantSource clock) {
    this.clock = clock;
  }

  /// Begins an attempt. Zero lets it go on; otherwise it must not, and may be tried again after
  /// that time.
  synchronized Duration begin(String asked) {
    var name = cut(asked);
    var now = clock.instant();
    var wait = waitOf(name, now);
    if (wait.isPositive()) {
      return wait;
    }
    int count = byName.getOrDefault(name, new Failures(0, now)).count() + 1;
    byName.put(name, new Failures(count, now.plus(waitAfter(count))));
    if (byName.size() > NAMES_KEPT) {
      byName.remove(byName.keySet().iterator().next());
    }
    totalForgivenAt = later(totalForgivenAt, now).plus(TOTAL_RECOVERY);
    return Duration.ZERO;
  }

  /// The attempt was none of a guesser.
  synchronized void succeeded(String name) {
    if (byName.remove(cut(name)) != null) {
      totalForgivenAt = totalForgivenAt.minus(TOTAL_RECOVERY);
    }
  }

  private Duration waitOf(String name, Instant now) {
    var own = byName.get(name);
    var ownWait = own == null ? Duration.ZERO : Duration.between(now, own.openAt());
    var totalOpenAt = later(totalForgivenAt, now);
    var totalWait =
        Duration.between(now, totalOpenAt).minus(TOTAL_RECOVERY.multipliedBy(TOTAL_FAILURES - 1));
    return ownWait.compareTo(totalWait) > 0 ? ownWait : totalWait;
  }

  private static Duration waitAfter(int failures) {
    if (failures < FREE_FAILURES) {
      return Duration.ZERO;
    }
    long seconds = 1L << Math.min(failures - FREE_FAILURES, 30);
    return seconds < LONGEST_WAIT.toSeconds() ? Duration.ofSeconds(seconds) : LONGEST_WAIT;
  }

  /// A stranger chooses the name, and with it how much is remembered.
  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
