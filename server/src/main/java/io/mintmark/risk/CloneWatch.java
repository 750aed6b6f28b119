package io.mintmark.risk;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.TakeOvers;
import io.mintmark.event.Origin;
import io.mintmark.risk.Observation.AskedAgain;
import io.mintmark.risk.Observation.LoginsAtOnce;
import io.mintmark.risk.Observation.TakenOver;
import io.mintmark.risk.Observation.UnitAdmitted;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The eye on the device plane. An ordinary login costs it a look into a table; what is out of the
/// ordinary is queued for the [EvidenceClerk]. All that it holds is bounded, and what does not fit
/// is left out: an attack may blind it for a while, but neither slow nor fill anything.
///
/// Safe for any thread. Nothing here blocks or fails.
public final class CloneWatch implements TakeOvers {

  /// Logins from two networks within this time are not one device that moves.
  static final Duration AT_ONCE = Duration.ofSeconds(5);

  /// 1.5 MB; at 10,000 logins a second most of the last five seconds' are there.
  private static final int REMEMBERED_LOGINS = 1 << 16;

  private static final int WAITING_OBSERVATIONS = 4_096;

  /// Each makes the clerk look into the event log, and whoever has a ProductSecret can send many.
  private static final int WAITING_QUESTIONS = 64;

  private static final int WAITING_UNITS = 16_384;

  private final InstantSource clock;
  private final RecentLogins logins = new RecentLogins(REMEMBERED_LOGINS, AT_ONCE.toMillis());
  private final BlockingQueue<Observation> observations =
      new ArrayBlockingQueue<>(WAITING_OBSERVATIONS);
  private final BlockingQueue<Observation> questions = new ArrayBlockingQueue<>(WAITING_QUESTIONS);
  private final ConcurrentMap<Unit, ClientLogin> units = new ConcurrentHashMap<>();
  private final LongAdder lost = new LongAdder();

  public CloneWatch(InstantSource clock) {
    this.clock = clock;
  }

  private record Unit(DeviceIdentity identity, String clientId) {}

  /// A device was let in.
  ///
  /// @param clientId which DeviceClient of the name; null for a device with its own secret
  /// @param sdk what it told of itself
  public void loggedIn(
      DeviceIdentity identity, @Nullable String clientId, Origin origin, @Nullable String sdk) {
    long address = Network.of(origin.address());
    long before = logins.note(tagOf(identity, clientId), address, clock.millis());
    if (Network.differ(before, address)) {
      offer(new LoginsAtOnce(identity, clientId, origin, before, sdk, clock.instant()));
    }
    if (clientId != null && units.size() < WAITING_UNITS) {
      units.put(
          new Unit(identity, clientId),
          new ClientLogin(identity, clientId, clock.instant(), origin, sdk));
    }
  }

  @Override
  public void takenOver(
      DeviceIdentity identity, @Nullable String clientId, Origin loser, Origin winner) {
    long from = Network.of(loser.address());
    if (Network.differ(from, Network.of(winner.address()))) {
      offer(new TakenOver(identity, clientId, from, winner, clock.instant()));
    }
  }

  /// A registration with the right ProductSecret was refused, because the device is activated.
  public void askedAgain(DeviceIdentity identity, Origin origin) {
    if (!questions.offer(new AskedAgain(identity, origin, clock.instant()))) {
      lost.increment();
    }
  }

  /// One more unit was admitted under a name.
  public void unitAdmitted(DeviceIdentity identity, String clientId, Origin origin) {
    offer(new UnitAdmitted(identity, clientId, origin, clock.instant()));
  }

  private void offer(Observation observation) {
    if (!observations.offer(observation)) {
      lost.increment();
    }
  }

  /// Observations in the order of their coming, and at most one question; waits for the first
  /// observation a while.
  List<Observation> take(int limit, Duration patience) throws InterruptedException {
    var taken = new ArrayList<Observation>();
    Observation first =
        questions.isEmpty()
            ? observations.poll(patience.toNanos(), TimeUnit.NANOSECONDS)
            : observations.poll();
    if (first != null) {
      taken.add(first);
      observations.drainTo(taken, limit - 1);
    }
    questions.drainTo(taken, 1);
    return taken;
  }

  /// The latest login of units that logged in since they were last taken.
  List<ClientLogin> takeUnits(int limit) {
    var taken = new ArrayList<ClientLogin>();
    for (Unit unit : units.keySet()) {
      ClientLogin login = taken.size() < limit ? units.remove(unit) : null;
      if (login != null) {
        taken.add(login);
      }
    }
    return taken;
  }

  /// How many observations did not fit since the last call.
  long takeLost() {
    return lost.sumThenReset();
  }

  /// Where a device with its own secret last logged in from, if that is still in the table, else
  /// [Network#UNKNOWN].
  long addressOf(DeviceIdentity identity) {
    return logins.addressOf(tagOf(identity, null));
  }

  /// 64 bits, because with 32 of them two among a million devices would often be taken for one.
  private static long tagOf(DeviceIdentity identity, @Nullable String clientId) {
    long hash = 0xCBF29CE484222325L;
    hash = mixed(hash, identity.product().value());
    hash = mixed(hash, identity.name());
    if (clientId != null) {
      hash = mixed(hash, clientId);
    }
    hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
    return hash ^ (hash >>> 29);
  }

  /// FNV-1a, with an end mark so that no two names run together.
  private static long mixed(long before, String text) {
    long hash = before;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return (hash ^ 0xFFFF) * 0x100000001B3L;
  }
}
