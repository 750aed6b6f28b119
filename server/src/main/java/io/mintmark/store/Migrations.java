package io.mintmark.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/// Brings a database to the form that this code knows. A database that a newer server has brought
/// further is refused, because this code would misread it.
final class Migrations {

  private Migrations() {}

  /// @param location folder of the migrations on the class path
  /// @throws IllegalStateException if the database is newer than this code
  static void run(DataSource database, String location) {
    var flyway =
        Flyway.configure()
            .dataSource(database)
            .locations("classpath:" + location)
            .failOnMissingLocations(true)
            .load();
    var info = flyway.info();
    for (MigrationInfo applied : info.applied()) {
      if (applied.getState().isResolved() || applied.getVersion() == null) {
        continue;
      }
      throw new IllegalStateException(
          "the database was last used by a newer Mintmark (its form is %s); start that one"
              .formatted(info.getInfoResult().schemaVersion));
    }
    flyway.migrate();
  }
}
