package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.LiveSessions;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/// Which session belongs to which device: at most one, the newest. Safe for any thread.
///
/// Newest is who came last, not whose login was decided last: under load a device may give up and
/// come again, and its first attempt must not throw out its second.
///
/// A device may be disabled between the moment its login was decided and the moment its session
/// stands here, when [#close] finds nothing to close. So every close turns a page; a login notes
/// the page before the decision, and if it was turned once the session has entered, the login is
/// decided again. Either the second decision sees the device disabled, or the close sees the
/// session. Pages are shared by hash: a page turned for another device costs one needless decision.
final class SessionMap implements LiveSessions {

  private static final int PAGES = 1 << 12;

  private final ConcurrentMap<DeviceIdentity, Session> sessions = new ConcurrentHashMap<>();
  private final AtomicIntegerArray pages = new AtomicIntegerArray(PAGES);
  private final AtomicLong arrivals = new AtomicLong();

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
  boolean enter(DeviceIdentity identity, Session session, int page) {
    Session present = sessions.putIfAbsent(identity, session);
    while (present != null && !present.equals(session)) {
      if (present.arrival() > session.arrival()) {
        session.endFromAnywhere(Ending.TAKEN_OVER);
        break;
      }
      if (sessions.replace(identity, present, session)) {
        present.endFromAnywhere(Ending.TAKEN_OVER);
        break;
      }
      present = sessions.putIfAbsent(identity, session);
    }
    return pages.get(indexOf(identity)) == page;
  }

  /// Forgets the session, unless a newer one has taken its place.
  void leave(DeviceIdentity identity, Session session) {
    sessions.remove(identity, session);
  }

  @Override
  public void close(DeviceIdentity identity, String reason) {
    pages.incrementAndGet(indexOf(identity));
    Session session = sessions.remove(identity);
    if (session != null) {
      session.endFromAnywhere(Ending.byOperator(reason));
    }
  }

  @Override
  public boolean isOnline(DeviceIdentity identity) {
    return sessions.containsKey(identity);
  }

  int size() {
    return sessions.size();
  }

  private static int indexOf(DeviceIdentity identity) {
    int hash = identity.hashCode();
    return (hash ^ (hash >>> 16)) & (PAGES - 1);
  }
}
