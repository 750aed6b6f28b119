package io.mintmark.store;

import io.mintmark.delivery.Factories;
import io.mintmark.delivery.Factory;
import io.mintmark.delivery.SealingKey;
import io.mintmark.project.FactoryId;
import io.mintmark.project.ProjectId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Factories, one row each.
final class SqlFactories implements Factories {

  private static final String SELECT =
      "SELECT id, project, name, key_kind, key_text, created_at FROM factory";

  private final Database database;

  SqlFactories(Database database) {
    this.database = database;
  }

  @Override
  public void add(Factory factory) {
    var key = factory.key();
    database.write(
        session ->
            session.update(
                "INSERT INTO factory (id, project, name, key_kind, key_text, created_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                factory.id().value(),
                factory.project().value(),
                factory.name(),
                key == null ? null : key.kind(),
                key == null ? null : key.text(),
                factory.createdAt()));
  }

  @Override
  public Optional<Factory> find(FactoryId id) {
    return database.read(
        session -> session.find(SqlFactories::factory, SELECT + " WHERE id = ?", id.value()));
  }

  @Override
  public List<Factory> ofProject(ProjectId project) {
    return database.read(
        session ->
            session.list(
                SqlFactories::factory,
                SELECT + " WHERE project = ? ORDER BY created_at, id",
                project.value()));
  }

  @Override
  public boolean changeKey(FactoryId id, @Nullable SealingKey key) {
    return database.write(
        session ->
            session.update(
                    "UPDATE factory SET key_kind = ?, key_text = ? WHERE id = ?",
                    key == null ? null : key.kind(),
                    key == null ? null : key.text(),
                    id.value())
                == 1);
  }

  private static Factory factory(Row row) throws SQLException {
    return new Factory(
        new FactoryId(row.text()), new ProjectId(row.text()), row.text(), key(row), row.instant());
  }

  private static @Nullable SealingKey key(Row row) throws SQLException {
    var kind = row.constantOrNull(SealingKey.Kind.class);
    String text = row.textOrNull();
    return kind == null || text == null ? null : new SealingKey(kind, text);
  }
}
