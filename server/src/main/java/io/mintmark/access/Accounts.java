package io.mintmark.access;

import java.util.List;
import java.util.Optional;

/// The stored accounts. Calls block until done and durable.
public interface Accounts {

  Optional<Account> find(String name);

  /// Whether nobody can sign in yet.
  boolean isEmpty();

  /// Adds the account or replaces the one of the same name.
  void put(Account account);

  /// Adds the account unless there is one of the same name. False if there is.
  boolean add(Account account);

  /// By name.
  List<Account> all();

  /// False if there is no such account.
  boolean remove(String name);
}
