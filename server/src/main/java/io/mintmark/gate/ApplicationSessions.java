package io.mintmark.gate;

import io.mintmark.access.LiveApplications;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/// The sessions of cloud programs by their keys. Safe for any thread.
///
/// A key may be revoked between the moment a login with it was decided and the moment its session
/// stands here. So every close turns a page; a login notes the page before the decision, and if it
/// was turned once the session has entered, the login is decided again.
final class ApplicationSessions implements LiveApplications {

  private final ConcurrentMap<String, Set<Session>> sessions = new ConcurrentHashMap<>();
  private final AtomicLong page = new AtomicLong();

  /// To hand to [#enter]; taken before the login is decided.
  long page() {
    return page.get();
  }

  /// Whether the decision still holds; if not, the session does not stand here.
  boolean enter(String keyId, Session session, long notedPage) {
    sessions.compute(
        keyId,
        (_, those) -> {
          Set<Session> all = those == null ? ConcurrentHashMap.newKeySet() : those;
          all.add(session);
          return all;
        });
    if (page.get() == notedPage) {
      return true;
    }
    leave(keyId, session);
    return false;
  }

  void leave(String keyId, Session session) {
    sessions.computeIfPresent(
        keyId,
        (_, those) -> {
          those.remove(session);
          return those.isEmpty() ? null : those;
        });
  }

  @Override
  public void close(String keyId) {
    page.incrementAndGet();
    Set<Session> those = sessions.remove(keyId);
    if (those != null) {
      those.forEach(session -> session.endFromAnywhere(Ending.byOperator("KEY_REVOKED")));
    }
  }

  int size() {
    return sessions.values().stream().mapToInt(Set::size).sum();
  }
}
