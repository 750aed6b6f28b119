package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.LiveSessions;
import io.mintmark.device.Notice;
import io.mintmark.device.TakeOvers;
import io.mintmark.dialect.Push;
import io.mintmark.gateway.LiveGateways;
import io.mintmark.product.ProductKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Which session belongs to which device: at most one, the newest; its own, or its gateway's. Safe
/// for any thread.
///
/// Newest is who came last, not whose login was decided last: under load a device may give up and
/// come again, and its first attempt must not throw out its second.
///
/// A device may be disabled between the moment its login was decided and the moment its session
/// stands here, when [#close] finds nothing to close. So every close turns a page; a login notes
/// the page before the decision, and if it was turned once the session has entered, the login is
/// decided again. Either the second decision sees the device disabled, or the close sees the
/// session. Pages are shared by hash: a page turned for another device costs one needless decision.
final class SessionMap implements LiveSessions, LiveGateways {

  private static final int PAGES = 1 << 12;

  private final ConcurrentMap<DeviceIdentity, Presence> sessions = new ConcurrentHashMap<>();
  private final AtomicIntegerArray pages = new AtomicIntegerArray(PAGES);
  private final AtomicLong arrivals = new AtomicLong();
  private final TakeOvers takeOvers;

  /// @param takeOvers is told of each open session that a newer one throws out
  SessionMap(TakeOvers takeOvers) {
    this.takeOvers = takeOvers;
  }

  /// A number for a login that has just arrived, larger than all before.
  long arrival() {
    return arrivals.incrementAndGet();
  }

  /// The page to hand to [#enter]; taken before the login is decided.
  int page(DeviceIdentity identity) {
    return pages.get(indexOf(identity));
  }

  /// Puts the session in the place of an older one, which is ordered to end; or orders this one to
  /// end, if a newer one stands there.
  ///
  /// @return whether the decision still holds; if not, decide again and, when admitted, enter again
  boolean enter(DeviceIdentity identity, Presence session, int page) {
    Presence present = sessions.putIfAbsent(identity, session);
    while (present != null && !present.equals(session)) {
      if (present.arrival() > session.arrival()) {
        session.endFromAnywhere(Ending.TAKEN_OVER);
        break;
      }
      if (session instanceof Session newer) {
        newer.turn().prepare();
      }
      if (sessions.replace(identity, present, session)) {
        present.endFromAnywhere(Ending.TAKEN_OVER);
        if (present instanceof Session older && session instanceof Session newer) {
          newer.turn().follow(older.turn());
        }
        report(identity, present, session);
        break;
      }
      present = sessions.putIfAbsent(identity, session);
    }
    return pages.get(indexOf(identity)) == page;
  }

  private void report(DeviceIdentity identity, Presence loser, Presence winner) {
    if (Objects.equals(loser.deviceClient(), winner.deviceClient())) {
      takeOvers.takenOver(identity, winner.deviceClient(), loser.origin(), winner.origin());
    }
  }

  /// Forgets the session, unless a newer one has taken its place.
  void leave(DeviceIdentity identity, Presence session) {
    sessions.remove(identity, session);
  }

  @Override
  public void close(DeviceIdentity identity, String reason) {
    pages.incrementAndGet(indexOf(identity));
    Presence session = sessions.remove(identity);
    if (session != null) {
      session.endFromAnywhere(Ending.byOperator(reason));
    }
  }

  @Override
  public void closeOthers(DeviceIdentity identity, String keptClientId, String reason) {
    pages.incrementAndGet(indexOf(identity));
    Presence session = sessions.get(identity);
    if (session != null && !keptClientId.equals(session.deviceClient())) {
      sessions.remove(identity, session);
      session.endFromAnywhere(Ending.byOperator(reason));
    }
  }

  /// Turns a page like every close: a login that is being decided through this gateway must see
  /// that the topology has changed.
  @Override
  public void endThrough(DeviceIdentity gateway, DeviceIdentity subDevice) {
    pages.incrementAndGet(indexOf(subDevice));
    if (sessions.get(subDevice) instanceof SubDevicePresence presence
        && presence.isThrough(gateway)
        && sessions.remove(subDevice, presence)) {
      presence.endFromAnywhere(Ending.TOPOLOGY_REMOVED);
    }
  }

  @Override
  public boolean isOnline(DeviceIdentity identity) {
    return sessions.containsKey(identity);
  }

  @Override
  public boolean isOnline(DeviceIdentity identity, String clientId) {
    Presence session = sessions.get(identity);
    return session != null && clientId.equals(session.deviceClient());
  }

  @Override
  public boolean tell(DeviceIdentity identity, Notice notice) {
    Presence session = sessions.get(identity);
    return session != null && session.tell(notice);
  }

  @Override
  public CompletionStage<Integer> broadcast(ProductKey product, Notice.Broadcast notice) {
    var audience = new ArrayList<Presence>();
    var gateways = new HashSet<String>();
    sessions.forEach(
        (identity, session) -> {
          if (identity.product().equals(product) && isToHear(session, notice, gateways)) {
            audience.add(session);
          }
        });
    return Announcement.make(audience, notice);
  }

  /// A gateway hears once what is said to all devices of a product on one topic, however many of
  /// them are online through it.
  ///
  /// @param gateways those that hear for a sub-device already, with the topic
  private static boolean isToHear(Presence session, Notice notice, Set<String> gateways) {
    return !(session instanceof SubDevicePresence subDevice)
        || (!subDevice.hearsWithGateway(notice) && gateways.add(subDevice.placeOf(notice)));
  }

  /// Sends a device a message that it need not have subscribed to; see [Session#push].
  boolean push(DeviceIdentity identity, Push push) {
    Presence session = sessions.get(identity);
    return session != null && session.push(push);
  }

  /// The live session of a device; null if it has none here.
  @Nullable Presence find(DeviceIdentity identity) {
    return sessions.get(identity);
  }

  int size() {
    return sessions.size();
  }

  private static int indexOf(DeviceIdentity identity) {
    int hash = identity.hashCode();
    return (hash ^ (hash >>> 16)) & (PAGES - 1);
  }
}
