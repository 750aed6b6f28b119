package io.mintmark.risk;

import io.mintmark.device.DeviceClient;
import io.mintmark.device.DeviceClients;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes evidence of what was seen, or finds that it means nothing. Blocks where it must look
/// something up. For one thread.
final class Detective {

  /// How many fights and repetitions are followed at a time.
  private static final int FOLLOWED = 8_192;

  /// Pieces of one kind against one device do not come faster: more of them say no more.
  private static final Duration PACE = Duration.ofSeconds(1);

  /// Firmware may ask for its secret in a loop.
  private static final Duration PACE_OF_QUESTIONS = Duration.ofMinutes(1);

  /// Of a device that is [Verdict#CLONED] already.
  private static final Duration PACE_WHEN_CLONED = Duration.ofMinutes(1);

  private final CloneWatch watch;
  private final DeviceClients clients;
  private final LastAddresses lastAddresses;
  private final Fights fights = new Fights(FOLLOWED);
  private final Map<Subject, Instant> quietUntil;

  Detective(CloneWatch watch, DeviceClients clients, LastAddresses lastAddresses) {
    this.watch = watch;
    this.clients = clients;
    this.lastAddresses = lastAddresses;
    this.quietUntil =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Subject, Instant> eldest) {
            return size() > FOLLOWED;
          }
        };
  }

  private record Subject(DeviceIdentity identity, EvidenceKind kind) {}

  /// What an observation proves; empty if nothing, or nothing new.
  Optional<Evidence> examine(Observation observation) {
    return switch (observation) {
      case Observation.LoginsAtOnce logins -> ofLogins(logins);
      case Observation.TakenOver takeOver -> ofTakeOver(takeOver);
      case Observation.AskedAgain question -> ofQuestion(question);
      case Observation.UnitAdmitted unit -> ofUnit(unit);
    };
  }

  /// A device whose case is closed as far as we are concerned is looked at less often.
  void slowDown(Evidence piece) {
    quietUntil.put(new Subject(piece.identity(), piece.kind()), piece.at().plus(PACE_WHEN_CLONED));
  }

  private Optional<Evidence> ofLogins(Observation.LoginsAtOnce logins) {
    String before = Network.text(logins.before());
    String sdk = logins.sdk() == null ? "" : "; it says it is " + logins.sdk();
    return evidence(
        logins,
        EvidenceKind.NETWORKS_AT_ONCE,
        logins.clientId(),
        logins.origin(),
        before,
        "login from %s within %d s of one from %s%s"
            .formatted(logins.origin().address(), CloneWatch.AT_ONCE.toSeconds(), before, sdk),
        PACE);
  }

  private Optional<Evidence> ofTakeOver(Observation.TakenOver takeOver) {
    if (!fights.add(takeOver)) {
      return Optional.empty();
    }
    String loser = Network.text(takeOver.loser());
    return evidence(
        takeOver,
        EvidenceKind.SESSION_ALTERNATES,
        takeOver.clientId(),
        takeOver.winner(),
        loser,
        "%s came back and took the open session from %s, as they did in turn before"
            .formatted(takeOver.winner().address(), loser),
        PACE);
  }

  private Optional<Evidence> ofQuestion(Observation.AskedAgain question) {
    if (isQuiet(question, EvidenceKind.REGISTERED_ELSEWHERE)) {
      return Optional.empty(); // before anything is looked up
    }
    long home = watch.addressOf(question.identity());
    if (home == Network.UNKNOWN) {
      home = lastAddresses.of(question.identity()).map(Network::of).orElse(Network.UNKNOWN);
    }
    if (!Network.differ(home, Network.of(question.origin().address()))) {
      return Optional.empty();
    }
    return evidence(
        question,
        EvidenceKind.REGISTERED_ELSEWHERE,
        null,
        question.origin(),
        Network.text(home),
        "%s asked for the secret of this activated device, which last logged in from %s"
            .formatted(question.origin().address(), Network.text(home)),
        PACE_OF_QUESTIONS);
  }

  private Optional<Evidence> ofUnit(Observation.UnitAdmitted unit) {
    long live =
        clients.ofName(unit.identity()).stream()
            .filter(client -> client.state() == DeviceClient.State.ACTIVE)
            .count();
    if (live < 2) {
      return Optional.empty();
    }
    return evidence(
        unit,
        EvidenceKind.SEVERAL_CLIENTS,
        unit.clientId(),
        unit.origin(),
        null,
        "%s was admitted from %s; the name has %d live DeviceClients now"
            .formatted(unit.clientId(), unit.origin().address(), live),
        Duration.ZERO);
  }

  private Optional<Evidence> evidence(
      Observation observation,
      EvidenceKind kind,
      @Nullable String clientId,
      Origin origin,
      @Nullable String other,
      String detail,
      Duration pace) {
    if (isQuiet(observation, kind)) {
      return Optional.empty();
    }
    quietUntil.put(new Subject(observation.identity(), kind), observation.at().plus(pace));
    return Optional.of(
        new Evidence(
            observation.identity(), kind, observation.at(), clientId, origin, other, detail));
  }

  private boolean isQuiet(Observation observation, EvidenceKind kind) {
    Instant until = quietUntil.get(new Subject(observation.identity(), kind));
    return until != null && observation.at().isBefore(until);
  }
}
