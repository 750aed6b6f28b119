package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.Events.Query;
import io.mintmark.event.Events.StoredEvent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// What the event log does when there is more than it can store.
class SqlEventLogTest {

  private static final Query ALL = Query.ALL;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private SqliteFile file;
  private ReaderPool readers;
  private final CountDownLatch opening = new CountDownLatch(1);
  private final CountDownLatch mayOpen = new CountDownLatch(1);
  private final AtomicInteger failures = new AtomicInteger();

  @BeforeEach
  void migrate() {
    file = new SqliteFile(folder.resolve("events.db"), SynchronousMode.NORMAL);
    Migrations.run(file.dataSource(), "db/sqlite/events");
    readers = new ReaderPool(file::reader, 2);
  }

  @AfterEach
  void close() {
    readers.close();
  }

  @Test
  void whatDoesNotFitIsCountedAndTheCountIsStored() throws Exception {
    try (var log = log(2, 1_000)) {
      log.append(event("FIRST"));
      assertThat(opening.await(30, TimeUnit.SECONDS)).isTrue();
      log.append(event("KEPT"));
      log.append(event("KEPT"));
      for (int i = 0; i < 7; i++) {
        log.append(event("PROOF_WRONG"));
      }
      log.append(event("DEVICE_UNKNOWN"));
      mayOpen.countDown();
      assertThat(log.flush(PATIENCE)).isTrue();

      var stored = all(log);

      assertThat(stored)
          .filteredOn(event -> event.kind() == EventKind.LOGIN)
          .extracting(Event::outcome)
          .containsExactly("KEPT", "KEPT", "FIRST");
      assertThat(stored)
          .filteredOn(event -> event.kind() == EventKind.SUPPRESSED)
          .extracting(event -> event.outcome() + ": " + event.detail())
          .containsExactlyInAnyOrder(
              "PROOF_WRONG: 7 events of kind LOGIN were counted, not stored one by one",
              "DEVICE_UNKNOWN: 1 events of kind LOGIN were counted, not stored one by one");
    }
  }

  @Test
  void whatCouldNotBeStoredIsCountedAndToldLater() {
    failures.set(1);
    mayOpen.countDown();
    try (var log = log(100, 1_000)) {
      log.append(event("LOST"));
      assertThat(log.flush(PATIENCE)).isTrue();
      log.append(event("KEPT"));
      assertThat(log.flush(PATIENCE)).isTrue();

      assertThat(all(log))
          .extracting(Event::kind, Event::outcome)
          .containsExactlyInAnyOrder(
              tuple(EventKind.LOGIN, "KEPT"), tuple(EventKind.SUPPRESSED, "LOST"));
    }
  }

  @Test
  void theOldestEventsGiveWayToTheNewest() {
    mayOpen.countDown();
    try (var log = log(100, 10)) {
      for (int i = 0; i < 50; i++) {
        log.append(event("NUMBER_" + i));
      }
      assertThat(log.flush(PATIENCE)).isTrue();

      assertThat(all(log)).hasSize(10).first().returns("NUMBER_49", Event::outcome);
    }
  }

  @Test
  void closingStoresWhatWaits() {
    mayOpen.countDown();
    var log = log(1_000, 1_000);
    for (int i = 0; i < 500; i++) {
      log.append(event("ADMITTED"));
    }

    log.close();

    List<Integer> count =
        readers.read(session -> session.list(Row::number, "SELECT COUNT(*) FROM event"));
    assertThat(count).containsExactly(500);
  }

  private SqlEventLog log(int capacity, int keep) {
    return new SqlEventLog(new EventTable(this::session, keep), capacity, () -> NOON);
  }

  private Session session() throws SQLException {
    opening.countDown();
    try {
      if (!mayOpen.await(30, TimeUnit.SECONDS)) {
        throw new SQLException("waited too long");
      }
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
    if (failures.getAndDecrement() > 0) {
      throw new SQLException("injected");
    }
    return file.writer();
  }

  private List<Event> all(SqlEventLog log) {
    return new SqlEvents(readers, log).page(ALL, 100).stream().map(StoredEvent::event).toList();
  }

  private static Event event(String outcome) {
    return new Event(NOON, EventKind.LOGIN, outcome, "a1b2c3", "lamp", null, null, null);
  }
}
