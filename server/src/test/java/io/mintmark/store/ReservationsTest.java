package io.mintmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.BatchId;
import io.mintmark.product.ProductKey;
import io.mintmark.production.Batches.Line;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// Lists that an older server had taken in, and not minted to their end, when it was updated.
class ReservationsTest {

  private static final BatchId HALF = new BatchId("b-half000000");

  @TempDir private Path folder;

  @Test
  void anOlderServersListGoesOnWhereItWasOnSqlite() throws Exception {
    var file = new SqliteFile(folder.resolve("mintmark.db"), SynchronousMode.FULL);
    older(file.dataSource(), "db/sqlite/main", "6");

    try (var store = Store.openSqlite(folder)) {
      goesOn(store);
    }
  }

  @Test
  void anOlderServersListGoesOnWhereItWasOnPostgres() throws Exception {
    var address = PostgresServer.freshDatabase();
    var source = new PGSimpleDataSource();
    source.setUrl(address.url());
    source.setUser(address.user());
    source.setPassword(address.password().expose());
    older(source, "db/postgres", "8");

    try (var store = Store.openPostgres(address.url(), address.user(), address.password())) {
      goesOn(store);
    }
  }

  private static void goesOn(Store store) {
    var half = store.batches().find(HALF).orElseThrow();
    assertThat(store.batches().unminted(half, 10))
        .containsExactly(new Line(3, "a"), new Line(2, "b"));
    assertThat(store.batches().taken(new ProductKey("a1Older0000"), List.of("a", "c")))
        .containsExactly(new Line(1, "a"));
  }

  /// A list of c, b, a, of which c is minted.
  private static void older(DataSource source, String folder, String version) throws Exception {
    Flyway.configure().dataSource(source).locations(folder).target(version).load().migrate();
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var product =
            connection.prepareStatement(
                "INSERT INTO product (product_key, project, name, dialect, state, data_key_owner,"
                    + " data_key, secret, created_at) VALUES ('a1Older0000', 'p-older00000',"
                    + " 'Lamp', 'ALIYUN', 'PUBLISHED', 'a1Older0000', ?, ?, 1)")) {
      statement.execute("INSERT INTO project VALUES ('p-older00000', 'Older', 1)");
      product.setBytes(1, new byte[] {1});
      product.setBytes(2, new byte[] {1});
      product.execute();
      statement.execute(
          "INSERT INTO batch (id, product_key, burn_method, name_source, size, minted, state,"
              + " created_at) VALUES ('b-half000000', 'a1Older0000', 'DEVICE_SECRET', 'UPLOADED',"
              + " 3, 1, 'STOPPED', 1)");
      for (int number = 1; number <= 3; number++) {
        statement.execute(
            "INSERT INTO batch_line VALUES ('b-half000000', %d, '%s')"
                .formatted(number, "cba".charAt(number - 1)));
      }
      statement.execute("INSERT INTO reserved_name VALUES ('a1Older0000', 'a')");
      statement.execute("INSERT INTO reserved_name VALUES ('a1Older0000', 'b')");
    }
  }
}
