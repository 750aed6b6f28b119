package io.mintmark.store;

import io.mintmark.access.SignIns;
import java.time.Instant;
import java.util.Optional;

/// Sessions of people, one row each.
final class SqlSignIns implements SignIns {

  private final Database database;

  SqlSignIns(Database database) {
    this.database = database;
  }

  @Override
  public void add(String tokenHash, String account, Instant expiresAt) {
    database.write(
        session ->
            session.update(
                "INSERT INTO sign_in (token_hash, account, expires_at) VALUES (?, ?, ?)",
                tokenHash,
                account,
                expiresAt));
  }

  @Override
  public Optional<String> find(String tokenHash, Instant now) {
    return database.read(
        session ->
            session.find(
                Row::text,
                "SELECT account FROM sign_in WHERE token_hash = ? AND expires_at > ?",
                tokenHash,
                now));
  }

  @Override
  public void remove(String tokenHash) {
    database.write(
        session -> session.update("DELETE FROM sign_in WHERE token_hash = ?", tokenHash));
  }

  @Override
  public void removeOver(Instant now) {
    database.write(session -> session.update("DELETE FROM sign_in WHERE expires_at <= ?", now));
  }

  @Override
  public void removeAll(String account) {
    database.write(session -> session.update("DELETE FROM sign_in WHERE account = ?", account));
  }
}
