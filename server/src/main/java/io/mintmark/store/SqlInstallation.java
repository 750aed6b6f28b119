package io.mintmark.store;

import io.mintmark.vault.Installation;
import java.util.Optional;

/// Facts about the installation, one row each.
final class SqlInstallation implements Installation {

  private final Database database;

  SqlInstallation(Database database) {
    this.database = database;
  }

  @Override
  public Optional<String> find(String name) {
    return database.read(
        session -> session.find(Row::text, "SELECT value FROM installation WHERE name = ?", name));
  }

  @Override
  public void put(String name, String value) {
    database.write(
        session ->
            session.update(
                "INSERT INTO installation (name, value) VALUES (?, ?)"
                    + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value));
  }
}
