package io.mintmark.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The stores of this package in memory, for feature tests.
public final class MemoryAccess {

  public final Accounts accounts = new MemoryAccounts();
  public final SignIns signIns = new MemorySignIns();
  public final AccessKeys keys = new MemoryAccessKeys();

  private static final class MemoryAccounts implements Accounts {
    private final Map<String, Account> accounts = new LinkedHashMap<>();

    @Override
    public synchronized Optional<Account> find(String name) {
      return Optional.ofNullable(accounts.get(name));
    }

    @Override
    public synchronized boolean isEmpty() {
      return accounts.isEmpty();
    }

    @Override
    public synchronized void put(Account account) {
      accounts.put(account.name(), account);
    }

    @Override
    public synchronized boolean add(Account account) {
      return accounts.putIfAbsent(account.name(), account) == null;
    }

    @Override
    public synchronized List<Account> all() {
      return List.copyOf(accounts.values());
    }

    @Override
    public synchronized boolean remove(String name) {
      return accounts.remove(name) != null;
    }
  }

  private static final class MemorySignIns implements SignIns {
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    private record Session(String account, Instant expiresAt) {}

    @Override
    public synchronized void add(String tokenHash, String account, Instant expiresAt) {
      sessions.put(tokenHash, new Session(account, expiresAt));
    }

    @Override
    public synchronized Optional<String> find(String tokenHash, Instant now) {
      return Optional.ofNullable(sessions.get(tokenHash))
          .filter(session -> now.isBefore(session.expiresAt()))
          .map(Session::account);
    }

    @Override
    public synchronized void remove(String tokenHash) {
      sessions.remove(tokenHash);
    }

    @Override
    public synchronized void removeOver(Instant now) {
      sessions.values().removeIf(session -> !now.isBefore(session.expiresAt()));
    }

    @Override
    public synchronized void removeAll(String account) {
      sessions.values().removeIf(session -> session.account().equals(account));
    }
  }

  private static final class MemoryAccessKeys implements AccessKeys {
    private final Map<String, AccessKey> keys = new LinkedHashMap<>();

    @Override
    public synchronized void add(AccessKey key) {
      keys.put(key.id(), key);
    }

    @Override
    public synchronized Optional<AccessKey> find(String id) {
      return Optional.ofNullable(keys.get(id));
    }

    @Override
    public synchronized List<AccessKey> all() {
      return List.copyOf(keys.values());
    }

    @Override
    public synchronized boolean remove(String id) {
      return keys.remove(id) != null;
    }
  }
}
