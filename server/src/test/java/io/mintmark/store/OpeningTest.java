package io.mintmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.vault.SecretText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When the store opens and when it refuses.
class OpeningTest {

  @TempDir private Path folder;

  @Test
  void aSecondServerOnTheSameFolderIsRefused() {
    var first = Store.openSqlite(folder);

    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> Store.openSqlite(folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("another server uses the data folder %s; stop it first".formatted(folder));
    }

    first.close();
    Store.openSqlite(folder).close();
  }

  @Test
  void aSqliteDatabaseOfANewerServerIsRefused() throws Exception {
    Store.openSqlite(folder).close();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("mintmark.db"));
        var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99', checksum,"
              + " installed_by, installed_on, execution_time, success FROM flyway_schema_history"
              + " WHERE installed_rank = 1");
    }

    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> Store.openSqlite(folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the database was last used by a newer Mintmark (its form is 99); start that one");
    }
  }

  @Test
  void aPostgresDatabaseOfANewerServerIsRefused() throws Exception {
    var address = PostgresServer.freshDatabase();
    Store.openPostgres(address.url(), address.user(), address.password()).close();
    try (var connection =
            DriverManager.getConnection(
                address.url(), address.user(), address.password().expose());
        var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99', checksum,"
              + " installed_by, installed_on, execution_time, success FROM flyway_schema_history"
              + " WHERE version = '1'");
    }

    assertThatThrownBy(() -> Store.openPostgres(address.url(), address.user(), address.password()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("newer Mintmark");
  }

  @Test
  void anUnreachablePostgresIsNamedWithoutItsPassword() {
    assertThatThrownBy(
            () ->
                Store.openPostgres(
                    "jdbc:postgresql://127.0.0.1:1/none", "ann", SecretText.of("hush-hush")))
        .isInstanceOf(BrokenStoreException.class)
        .hasMessageStartingWith("cannot use the PostgreSQL database: ")
        .hasMessageNotContaining("hush-hush");
  }

  @Test
  void onlyTheOwnerMayReadTheFiles() throws Exception {
    try (var store = Store.openSqlite(folder.resolve("new/data"))) {
      new Samples(store).product();

      for (var name : List.of("mintmark.db", "mintmark.db-wal", "mintmark.db-shm", "events.db")) {
        var rights = Files.getPosixFilePermissions(folder.resolve("new/data").resolve(name));
        assertThat(PosixFilePermissions.toString(rights)).as(name).isEqualTo("rw-------");
      }
    }
  }

  @Test
  void anIntakeThatACrashInterruptedIsUndone() throws Exception {
    var store = Store.openSqlite(folder);
    var samples = new Samples(store);
    var product = samples.product();
    var names = Samples.names("lamp-", 5_000);
    store.close();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("mintmark.db"));
        var lines = connection.prepareStatement("INSERT INTO batch_line VALUES ('b-lost', ?, ?)");
        var reserve =
            connection.prepareStatement("INSERT INTO reserved_name VALUES (?, ?, 'b-lost', ?)");
        var brought =
            connection.prepareStatement(
                "INSERT INTO import_line VALUES ('b-lost', ?, x'00', 'ACTIVATED')");
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("INSERT INTO intake VALUES ('b-lost', '%s')".formatted(product.key()));
      for (int i = 0; i < 4_000; i++) {
        lines.setInt(1, i + 1);
        lines.setString(2, names.get(i));
        lines.execute();
        reserve.setString(1, product.key().value());
        reserve.setString(2, names.get(i));
        reserve.setInt(3, i + 1);
        reserve.execute();
        brought.setString(1, names.get(i));
        brought.execute();
      }
      connection.commit();
    }

    store = Store.openSqlite(folder);

    assertThat(store.batches().create(samples.uploaded(product.key(), 5_000), names)).isEmpty();
    store.close();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("mintmark.db"));
        var statement = connection.createStatement();
        var answer =
            statement.executeQuery(
                "SELECT (SELECT COUNT(*) FROM batch_line WHERE batch = 'b-lost'),"
                    + " (SELECT COUNT(*) FROM intake), (SELECT COUNT(*) FROM import_line)")) {
      assertThat(answer.getInt(1)).isZero();
      assertThat(answer.getInt(2)).isZero();
      assertThat(answer.getInt(3)).isZero();
    }
  }
}
