package io.mintmark.risk;

import io.mintmark.device.DeviceClient;
import io.mintmark.device.DeviceClients;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.LiveSessions;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.product.ProductKey;
import io.mintmark.risk.RiskFiles.KeptEvidence;
import io.mintmark.risk.RiskFiles.Release;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an operator sees of risk devices, and what he may do. Each act is durable before a session
/// is closed, and sessions are closed before the call returns. Calls block.
public final class RiskDesk {

  private final RiskFiles files;
  private final ClientLogins logins;
  private final DeviceClients clients;
  private final LiveSessions sessions;
  private final EventLog events;
  private final InstantSource clock;

  public RiskDesk(
      RiskFiles files,
      ClientLogins logins,
      DeviceClients clients,
      LiveSessions sessions,
      EventLog events,
      InstantSource clock) {
    this.files = files;
    this.logins = logins;
    this.clients = clients;
    this.sessions = sessions;
    this.events = events;
    this.clock = clock;
  }

  /// The risk devices of a product in the order of their names (by UTF-8 bytes): those whose
  /// verdict is more than [Verdict#CLEAR], and those with more than one live DeviceClient.
  ///
  /// @param after only names after this one; null for the first page
  public List<RiskReport> page(ProductKey product, @Nullable String after, int limit) {
    var now = clock.instant();
    var byName = new TreeMap<String, RiskFile>(RiskDesk::inBytes);
    for (RiskFile file : files.page(product, now, after, limit)) {
      byName.put(file.identity().name(), file);
    }
    for (DeviceIdentity several : clients.namesWithSeveral(product, after, limit)) {
      byName.computeIfAbsent(several.name(), _ -> fileOf(several));
    }
    return byName.values().stream()
        .limit(limit)
        .map(file -> RiskReport.of(file, live(file.identity()), now))
        .toList();
  }

  private RiskFile fileOf(DeviceIdentity identity) {
    return files.find(identity).orElseGet(() -> RiskFile.blank(identity, false));
  }

  /// Empty if there is no such device.
  public Optional<RiskReport> find(DeviceIdentity identity) {
    return files.find(identity).map(file -> RiskReport.of(file, live(identity), clock.instant()));
  }

  /// The kept pieces of evidence, newest first.
  public List<KeptEvidence> evidence(DeviceIdentity identity) {
    return files.evidence(identity);
  }

  /// All units that were ever admitted under a name, oldest first.
  public List<Unit> units(DeviceIdentity identity) {
    Map<String, ClientLogin> last =
        logins.ofName(identity).stream()
            .collect(Collectors.toMap(ClientLogin::clientId, Function.identity()));
    return clients.ofName(identity).stream()
        .map(
            client ->
                new Unit(
                    client,
                    last.get(client.clientId()),
                    sessions.isOnline(identity, client.clientId())))
        .toList();
  }

  /// Keeps one unit of a name and refuses the others from now on (切换). False, with nothing changed,
  /// if there is no such live unit.
  public boolean keep(DeviceIdentity identity, String clientId) {
    if (!clients.keepOnly(identity, clientId)) {
      return false;
    }
    sessions.closeOthers(identity, clientId, "CLIENT_BANNED");
    note(identity, "CLIENT_SWITCHED", "kept " + clientId + "; all others are refused");
    return true;
  }

  /// Refuses all units of a name from now on, which frees its places (清除).
  ///
  /// @return how many there were; with 0 nothing changed
  public int clear(DeviceIdentity identity) {
    int banned = clients.banAll(identity);
    if (banned > 0) {
      sessions.close(identity, "CLIENT_BANNED");
      note(identity, "CLIENTS_CLEARED", banned + " refused from now on");
    }
    return banned;
  }

  /// Takes note of the evidence, so that the score starts again, and lets the device in if it was
  /// held.
  public Release release(DeviceIdentity identity) {
    Release outcome = files.release(identity, clock.instant());
    if (outcome == Release.RELEASED) {
      note(identity, "RELEASED", "evidence acknowledged; the score starts again");
    }
    return outcome;
  }

  private int live(DeviceIdentity identity) {
    return (int)
        clients.ofName(identity).stream()
            .filter(client -> client.state() == DeviceClient.State.ACTIVE)
            .count();
  }

  private void note(DeviceIdentity identity, String act, String detail) {
    events.append(
        new Event(
            clock.instant(),
            EventKind.RISK,
            act,
            identity.product().value(),
            identity.name(),
            null,
            null,
            detail));
  }

  private static int inBytes(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
