package io.mintmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.device.StoreFullException;
import io.mintmark.event.Event;
import io.mintmark.event.EventLog;
import io.mintmark.product.Product;
import io.mintmark.product.Products;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.production.Minting;
import io.mintmark.production.ProductionSettings;
import io.mintmark.vault.MasterKey;
import io.mintmark.vault.Vault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// The disk fills up while a batch is minted, and while a list is taken in. SQLite is told how many
/// pages its file may have and then answers as if the disk were full; PostgreSQL is made to answer
/// so by a trigger.
@Timeout(60)
class FullDiskTest {

  private static final int UNITS = 20_000;

  @TempDir private Path folder;
  private final SecureRandom random = new SecureRandom();
  private final Vault vault = new Vault(MasterKey.generate(random), random);
  private final BlockingQueue<String> acts = new LinkedBlockingQueue<>();
  private final PostgresServer.Address address = PostgresServer.freshDatabase();
  private Samples samples;
  private Product product;
  private Sqlite sqlite;
  private SqlBatches batches;

  @BeforeEach
  void aProductOnASmallDisk() {
    try (var store = Store.openSqlite(folder)) {
      samples = new Samples(store, vault);
      product = samples.product();
    }
    var file = new SqliteFile(folder.resolve("mintmark.db"), SynchronousMode.FULL);
    sqlite = new Sqlite(file::reader, file::writer);
    batches = new SqlBatches(sqlite);
  }

  @AfterEach
  void close() {
    sqlite.close();
  }

  @Test
  void aBatchThatMeetsAFullDiskStopsWithNothingHalfAndGoesOnWhenThereIsRoom() throws Exception {
    var batch = samples.generated(product.key(), UNITS);
    batches.create(batch, List.of());
    allowPages(400);
    try (var minting = minting(batches, new SqlProducts(sqlite))) {
      minting.start();

      assertThat(acts.take()).isEqualTo("STOPPED");

      var stopped = batches.find(batch.id()).orElseThrow();
      assertThat(stopped.state()).isEqualTo(Batch.State.STOPPED);
      assertThat(stopped.stopReason()).contains("disk").contains("make room").contains("resume");
      assertThat(stopped.minted()).isBetween(1, UNITS - 1);
      assertThat(batches.units(product.key(), batch.id(), 0, UNITS)).hasSize(stopped.minted());
      assertThat(batches.lines(batch.id(), 0, UNITS)).hasSize(stopped.minted());
      allowPages(1_000_000);
      minting.resume(batch.id());
      assertThat(List.of(acts.take(), acts.take())).containsExactly("RESUMED", "READY");
      assertThat(batches.units(product.key(), batch.id(), 0, UNITS)).hasSize(UNITS);
    }
  }

  @Test
  void aListThatMeetsAFullDiskLeavesNothingBehindAndComesInWhenThereIsRoom() {
    var names = Samples.names("lamp-", UNITS);
    var batch = samples.uploaded(product.key(), UNITS);
    allowPages(250);

    assertThatThrownBy(() -> batches.create(batch, names)).isInstanceOf(StoreFullException.class);

    assertThat(batches.find(batch.id())).isEmpty();
    assertThat(batches.lines(batch.id(), 0, UNITS)).isEmpty();
    assertThat(batches.taken(product.key(), names)).isEmpty();
    allowPages(1_000_000);
    assertThat(batches.create(batch, names)).isEmpty();
  }

  @Test
  void onPostgresABatchStopsAndGoesOnToo() throws Exception {
    try (var store = Store.openPostgres(address.url(), address.user(), address.password())) {
      var kept = new Samples(store, vault).product();
      var batch = samples.generated(kept.key(), UNITS);
      store.batches().create(batch, List.of());
      execute(
          "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
              + " IF (SELECT COUNT(*) FROM device) > 2000 THEN RAISE 'no space left on device'"
              + " USING ERRCODE = 'disk_full'; END IF; RETURN NULL; END $$");
      execute(
          "CREATE TRIGGER full_disk AFTER INSERT ON device FOR EACH STATEMENT"
              + " EXECUTE FUNCTION full_disk()");
      try (var minting = minting(store.batches(), store.products())) {
        minting.start();

        assertThat(acts.take()).isEqualTo("STOPPED");

        var stopped = store.batches().find(batch.id()).orElseThrow();
        assertThat(stopped.stopReason()).contains("disk").contains("resume");
        assertThat(store.batches().units(kept.key(), batch.id(), 0, UNITS))
            .hasSize(stopped.minted());
        execute("DROP TRIGGER full_disk ON device");
        minting.resume(batch.id());
        assertThat(List.of(acts.take(), acts.take())).containsExactly("RESUMED", "READY");
      }
    }
  }

  private void execute(String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection(
                address.url(), address.user(), address.password().expose());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Pages of 4 KB; the limit is that of a connection, here the only one that writes.
  private void allowPages(int pages) {
    sqlite.write(session -> session.list(Row::number, "PRAGMA max_page_count = " + pages));
  }

  private Minting minting(Batches of, Products products) {
    EventLog log = (Event event) -> acts.add(event.outcome());
    return new Minting(
        of, products, vault, log, ProductionSettings.DEFAULTS, random, InstantSource.system());
  }
}
