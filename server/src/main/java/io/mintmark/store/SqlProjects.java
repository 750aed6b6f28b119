package io.mintmark.store;

import io.mintmark.project.Project;
import io.mintmark.project.ProjectId;
import io.mintmark.project.Projects;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Projects, one row each.
final class SqlProjects implements Projects {

  private static final String SELECT = "SELECT id, name, created_at, review FROM project";

  private final Database database;

  SqlProjects(Database database) {
    this.database = database;
  }

  @Override
  public void add(Project project) {
    database.write(
        session ->
            session.update(
                "INSERT INTO project (id, name, created_at, review) VALUES (?, ?, ?, ?)",
                project.id().value(),
                project.name(),
                project.createdAt(),
                project.review()));
  }

  @Override
  public Optional<Project> find(ProjectId id) {
    return database.read(
        session -> session.find(SqlProjects::project, SELECT + " WHERE id = ?", id.value()));
  }

  @Override
  public boolean setReview(ProjectId id, boolean review) {
    return database.write(
            session ->
                session.update("UPDATE project SET review = ? WHERE id = ?", review, id.value()))
        == 1;
  }

  @Override
  public List<Project> all() {
    return database.read(
        session -> session.list(SqlProjects::project, SELECT + " ORDER BY created_at, id"));
  }

  private static Project project(Row row) throws SQLException {
    return new Project(new ProjectId(row.text()), row.text(), row.instant(), row.flag());
  }
}
