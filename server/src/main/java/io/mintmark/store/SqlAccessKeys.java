package io.mintmark.store;

import io.mintmark.access.AccessKey;
import io.mintmark.access.AccessKeys;
import io.mintmark.project.ProjectId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Keys of programs, one row each.
final class SqlAccessKeys implements AccessKeys {

  private static final String SELECT =
      "SELECT id, kind, name, project, role, factory, token_hash, created_at FROM access_key";

  private final Database database;

  SqlAccessKeys(Database database) {
    this.database = database;
  }

  @Override
  public void add(AccessKey key) {
    var project = key.project();
    database.write(
        session ->
            session.update(
                "INSERT INTO access_key (id, kind, name, project, role, factory, token_hash,"
                    + " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                key.id(),
                key.kind(),
                key.name(),
                project == null ? null : project.value(),
                RoleColumns.name(key.role()),
                RoleColumns.factory(key.role()),
                key.tokenHash(),
                key.createdAt()));
  }

  @Override
  public Optional<AccessKey> find(String id) {
    return database.read(session -> session.find(SqlAccessKeys::key, SELECT + " WHERE id = ?", id));
  }

  @Override
  public List<AccessKey> all() {
    return database.read(
        session -> session.list(SqlAccessKeys::key, SELECT + " ORDER BY created_at, id"));
  }

  @Override
  public boolean remove(String id) {
    return database.write(
        session -> session.update("DELETE FROM access_key WHERE id = ?", id) == 1);
  }

  private static AccessKey key(Row row) throws SQLException {
    String id = row.text();
    var kind = row.constant(AccessKey.Kind.class);
    String name = row.text();
    String project = row.textOrNull();
    return new AccessKey(
        id,
        kind,
        name,
        project == null ? null : new ProjectId(project),
        RoleColumns.read(row),
        row.text(),
        row.instant());
  }
}
