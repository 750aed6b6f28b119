package io.mintmark.store;

import io.mintmark.access.Account;
import io.mintmark.access.Accounts;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Accounts, one row each.
final class SqlAccounts implements Accounts {

  private static final String SELECT =
      "SELECT name, password_hash, one_time, role, factory, created_at FROM account";

  private static final String INSERT =
      "INSERT INTO account (name, password_hash, one_time, role, factory, created_at)"
          + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) ";

  private final Database database;

  SqlAccounts(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Account> find(String name) {
    return database.read(
        session -> session.find(SqlAccounts::account, SELECT + " WHERE name = ?", name));
  }

  @Override
  public boolean isEmpty() {
    return database
        .read(session -> session.find(Row::text, "SELECT name FROM account LIMIT 1"))
        .isEmpty();
  }

  @Override
  public void put(Account account) {
    insert(
        account,
        "DO UPDATE SET password_hash = excluded.password_hash, one_time = excluded.one_time,"
            + " role = excluded.role, factory = excluded.factory, created_at = excluded.created_at");
  }

  @Override
  public boolean add(Account account) {
    return insert(account, "DO NOTHING") == 1;
  }

  private int insert(Account account, String onConflict) {
    return database.write(
        session ->
            session.update(
                INSERT + onConflict,
                account.name(),
                account.passwordHash(),
                account.oneTime(),
                RoleColumns.name(account.role()),
                RoleColumns.factory(account.role()),
                account.createdAt()));
  }

  @Override
  public List<Account> all() {
    return database.read(session -> session.list(SqlAccounts::account, SELECT + " ORDER BY name"));
  }

  @Override
  public boolean remove(String name) {
    return database.write(
        session -> session.update("DELETE FROM account WHERE name = ?", name) == 1);
  }

  private static Account account(Row row) throws SQLException {
    return new Account(row.text(), row.text(), row.flag(), RoleColumns.read(row), row.instant());
  }
}
