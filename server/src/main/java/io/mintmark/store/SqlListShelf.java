package io.mintmark.store;

import io.mintmark.product.ProductKey;
import io.mintmark.sheet.ListShelf;
import io.mintmark.sheet.NameListId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Examined lists of names. Every step is a short transaction of its own, because a list comes in
/// as slowly as its owner's line is, and other writes go on meanwhile.
final class SqlListShelf implements ListShelf {

  /// Parts removed in one transaction, some 50 KB each.
  private static final int REMOVED_AT_ONCE = 50;

  private final Database database;

  SqlListShelf(Database database) {
    this.database = database;
  }

  @Override
  public void begin(NameListId id, ProductKey product, Instant createdAt, Instant expiresAt) {
    database.write(
        session ->
            session.update(
                "INSERT INTO name_list (id, product_key, created_at, expires_at, finished)"
                    + " VALUES (?, ?, ?, ?, FALSE)",
                id.value(),
                product.value(),
                createdAt,
                expiresAt));
  }

  @Override
  public void add(NameListId id, Part part, int number, byte[] body) {
    database.write(
        session ->
            session.update(
                "INSERT INTO name_list_part (list, part, number, body) VALUES (?, ?, ?, ?)",
                id.value(),
                part,
                number,
                body));
  }

  @Override
  public void finish(NameListId id) {
    int finished =
        database.write(
            session ->
                session.update(
                    "UPDATE name_list SET finished = TRUE WHERE id = ? AND NOT finished",
                    id.value()));
    if (finished != 1) {
      throw new IllegalStateException("list %s is not there to be finished".formatted(id));
    }
  }

  @Override
  public Optional<Entry> find(NameListId id) {
    return database.read(
        session ->
            session.find(
                SqlListShelf::entry,
                "SELECT id, product_key, created_at, expires_at FROM name_list"
                    + " WHERE id = ? AND finished",
                id.value()));
  }

  @Override
  public Optional<byte[]> read(NameListId id, Part part, int number) {
    return database.read(
        session ->
            session.find(
                Row::bytes,
                "SELECT body FROM name_list_part WHERE list = ? AND part = ? AND number = ?",
                id.value(),
                part,
                number));
  }

  /// The head stays, as one that is not finished, until all parts are gone: after a crash in
  /// between there is something to be swept.
  @Override
  public boolean remove(NameListId id) {
    int known =
        database.write(
            session ->
                session.update("UPDATE name_list SET finished = FALSE WHERE id = ?", id.value()));
    boolean more = known == 1;
    while (more) {
      more = database.write(session -> removeSome(session, id));
    }
    return known == 1
        && database.write(
                session -> session.update("DELETE FROM name_list WHERE id = ?", id.value()))
            == 1;
  }

  @Override
  public List<NameListId> expired(Instant now, int limit) {
    return database.read(
        session ->
            session.list(
                row -> new NameListId(row.text()),
                "SELECT id FROM name_list WHERE expires_at <= ? ORDER BY expires_at LIMIT ?",
                now,
                limit));
  }

  private static boolean removeSome(Session session, NameListId id) throws SQLException {
    for (var part : Part.values()) {
      int removed =
          session.update(
              "DELETE FROM name_list_part WHERE list = ? AND part = ? AND number IN"
                  + " (SELECT number FROM name_list_part WHERE list = ? AND part = ?"
                  + " ORDER BY number LIMIT ?)",
              id.value(),
              part,
              id.value(),
              part,
              REMOVED_AT_ONCE);
      if (removed > 0) {
        return true;
      }
    }
    return false;
  }

  private static Entry entry(Row row) throws SQLException {
    return new Entry(
        new NameListId(row.text()), new ProductKey(row.text()), row.instant(), row.instant());
  }
}
