package io.mintmark.risk;

import io.mintmark.device.DeviceIdentity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells two sources that fight for a session from one source that moves.
///
/// A device that moves throws out its own dead session, perhaps again on its way back, and that is
/// one return. Two devices throw each other out and both come back for it, as every SDK does within
/// seconds. So it takes two returns, each within a minute of the loss.
///
/// For one thread.
final class Fights {

  /// SDKs of both vendors try again within this time of a lost connection.
  static final long RETURN_MILLIS = 60_000;

  private static final int RETURNS_OF_ONE_THAT_MOVES = 1;

  /// Three units may fight as well as two; ten are no clearer a case.
  private static final int NETWORKS = 8;

  private final Map<Who, Fight> fights;

  /// @param capacity how many are followed; the one that has been quiet longest goes first
  Fights(int capacity) {
    this.fights =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Who, Fight> eldest) {
            return size() > capacity;
          }
        };
  }

  private record Who(DeviceIdentity identity, @Nullable String clientId) {}

  private static final class Fight {
    /// When each network last lost the session.
    final Map<Long, Long> losses = new HashMap<>();

    int returns;
    long lastMillis;
  }

  /// Takes note of a take-over between two networks.
  ///
  /// @return whether it makes a fight, or goes on with one
  boolean add(Observation.TakenOver takeOver) {
    long now = takeOver.at().toEpochMilli();
    var fight =
        fights.computeIfAbsent(new Who(takeOver.identity(), takeOver.clientId()), _ -> new Fight());
    if (Math.abs(now - fight.lastMillis) > RETURN_MILLIS || fight.losses.size() > NETWORKS) {
      fight.losses.clear();
      fight.returns = 0;
    }
    fight.lastMillis = now;
    long winner = Network.of(takeOver.winner().address());
    if (hasReturned(fight, winner, now)) {
      fight.returns++;
    }
    fight.losses.put(takeOver.loser(), now);
    return fight.returns > RETURNS_OF_ONE_THAT_MOVES;
  }

  private static boolean hasReturned(Fight fight, long winner, long now) {
    return fight.losses.entrySet().stream()
        .anyMatch(
            loss ->
                Network.same(loss.getKey(), winner)
                    && Math.abs(now - loss.getValue()) <= RETURN_MILLIS);
  }
}
