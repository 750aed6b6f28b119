package io.mintmark.store;

import io.mintmark.access.Account;
import io.mintmark.access.Accounts;
import java.util.Optional;

/// Accounts, one row each.
final class SqlAccounts implements Accounts {

  private final Database database;

  SqlAccounts(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Account> find(String name) {
    return database.read(
        session ->
            session.find(
                row -> new Account(row.text(), row.text(), row.flag(), row.instant()),
                "SELECT name, password_hash, one_time, created_at FROM account WHERE name = ?",
                name));
  }

  @Override
  public boolean isEmpty() {
    return database
        .read(session -> session.find(Row::text, "SELECT name FROM account LIMIT 1"))
        .isEmpty();
  }

  @Override
  public void put(Account account) {
    database.write(
        session ->
            session.update(
                "INSERT INTO account (name, password_hash, one_time, created_at)"
                    + " VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash,"
                    + " one_time = excluded.one_time, created_at = excluded.created_at",
                account.name(),
                account.passwordHash(),
                account.oneTime(),
                account.createdAt()));
  }
}
