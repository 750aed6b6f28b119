package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.LiveSessions;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// Which session belongs to which device: at most one, the newest. Safe for any thread.
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

  /// The page to hand to [#enter]; taken before the login is decided.
  int page(DeviceIdentity identity) {
    return pages.get(indexOf(identity));
  }

  /// Puts the session in the place of an older one, which is closed.
  ///
  /// @return whether the decision still holds; if not, decide again and, when admitted, enter again
  boolean enter(DeviceIdentity identity, Session session, int page) {
    Session older = sessions.put(identity, session);
    if (older != null && older != session) {
      older.endFromAnywhere(Ending.TAKEN_OVER);
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
