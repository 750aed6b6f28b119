package io.mintmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.device.StoreOverloadedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/// Who shares a commit, who is answered when, and what a failure does to the others.
class GroupCommitTest {

  private static final int CAPACITY = 10;
  private static final String ADD = "INSERT INTO item (name) VALUES (?)";

  @TempDir private Path folder;
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private SqliteFile file;
  private GroupCommit writer;

  @BeforeEach
  void open() throws Exception {
    file = new SqliteFile(folder.resolve("test.db"), SynchronousMode.NORMAL);
    try (var session = file.writer()) {
      session.update("CREATE TABLE owner (name TEXT PRIMARY KEY)");
      session.update(
          "CREATE TABLE item (name TEXT PRIMARY KEY CHECK (name <> 'bad'),"
              + " owner TEXT REFERENCES owner (name) DEFERRABLE INITIALLY DEFERRED)");
    }
    writer = new GroupCommit(this::session, CAPACITY);
  }

  @AfterEach
  void close() {
    writer.close();
  }

  private Session session() throws SQLException {
    opened.incrementAndGet();
    var source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + folder.resolve("test.db"));
    source.setEnforceForeignKeys(true);
    var connection = source.getConnection();
    connection
        .unwrap(SQLiteConnection.class)
        .addCommitListener(
            new SQLiteCommitListener() {
              @Override
              public void onCommit() {
                commits.incrementAndGet();
              }

              @Override
              public void onRollback() {}
            });
    return new Session(connection, Transactions.SQLITE);
  }

  @Test
  void updatesThatWaitTogetherShareACommit() {
    var release = holdUp();
    var updates = addAll("a", "b", "c");

    release.countDown();

    assertThat(updates).allSatisfy(update -> assertThat(join(update)).isEqualTo(1));
    assertThat(items()).containsExactly("a", "b", "c");
    assertThat(commits.get()).as("one for the hold-up, one for all").isEqualTo(2);
  }

  @Test
  void anUpdateIsAnsweredOnlyWhenOthersCanReadIt() {
    var seen = new CopyOnWriteArrayList<List<String>>();

    var update = add("a").thenAccept(_ -> seen.add(items()));

    join(update);
    assertThat(seen).containsExactly(List.of("a"));
  }

  @Test
  void aFailingUpdateDoesNotHarmTheOthers() {
    var release = holdUp();
    var updates = addAll("a", "bad", "b");

    release.countDown();

    assertThat(join(updates.get(0))).isEqualTo(1);
    assertThat(join(updates.get(2))).isEqualTo(1);
    assertThatThrownBy(() -> join(updates.get(1))).hasCauseInstanceOf(BrokenStoreException.class);
    assertThat(items()).containsExactly("a", "b");
  }

  @Test
  void tasksShareACommitWithUpdatesAndSeeWhatTasksBeforeThemDid() {
    var release = holdUp();
    var update = add("a");
    var first = task(session -> session.update(ADD, "b"));
    var second = task(session -> session.find(Row::text, "SELECT name FROM item").orElse("none"));

    release.countDown();

    assertThat(join(update)).isEqualTo(1);
    assertThat(join(first)).isEqualTo(1);
    assertThat(join(second)).isEqualTo("b");
    assertThat(commits.get()).as("one for the hold-up, one for all").isEqualTo(2);
  }

  @Test
  void aFailingTaskIsUndoneWholeAndDoesNotHarmTheOthers() {
    var release = holdUp();
    var good = task(session -> session.update(ADD, "a"));
    var bad =
        task(
            session -> {
              session.update(ADD, "b");
              return session.update(ADD, "bad");
            });
    var update = add("c");

    release.countDown();

    assertThat(join(good)).isEqualTo(1);
    assertThat(join(update)).isEqualTo(1);
    assertThatThrownBy(() -> join(bad)).hasCauseInstanceOf(BrokenStoreException.class);
    assertThat(items()).containsExactly("a", "c");
  }

  @Test
  void aFailedCommitFailsAllWhoSharedIt() {
    var release = holdUp();
    var good = add("a");
    var orphan =
        writer
            .update("INSERT INTO item (name, owner) VALUES (?, ?)", "x", "nobody")
            .toCompletableFuture();

    release.countDown();

    assertThatThrownBy(() -> join(orphan)).hasCauseInstanceOf(BrokenStoreException.class);
    assertThatThrownBy(() -> join(good)).hasCauseInstanceOf(BrokenStoreException.class);
    assertThat(items()).isEmpty();
    assertThat(join(add("a"))).isEqualTo(1);
  }

  @Test
  void moreThanMayWaitAreRefusedAtOnce() {
    var release = holdUp();
    var waiting = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 0; i < CAPACITY; i++) {
      waiting.add(add("item" + i));
    }

    var refused = add("one too many");

    assertThat(refused).isCompletedExceptionally();
    assertThatThrownBy(() -> join(refused)).hasCauseInstanceOf(StoreOverloadedException.class);
    release.countDown();
    assertThat(waiting).allSatisfy(update -> assertThat(join(update)).isEqualTo(1));
    assertThat(join(add("later"))).isEqualTo(1);
    assertThat(items()).hasSize(CAPACITY + 1);
  }

  @Test
  void anUpdateWaitsForAtMostOneLongPiece() {
    var order = new CopyOnWriteArrayList<String>();
    var release = holdUp();
    var pieces = new ArrayList<CompletableFuture<?>>();
    for (int i = 0; i < 3; i++) {
      pieces.add(piece(order, "piece"));
    }
    Awaiting.until(() -> writer.waitingPieces() == 3);
    add("a").thenRun(() -> order.add("update"));

    release.countDown();

    pieces.forEach(GroupCommitTest::join);
    assertThat(order.indexOf("update")).isLessThanOrEqualTo(1);
  }

  @Test
  void aFailingPieceIsRolledBackAndTold() {
    assertThatThrownBy(
            () ->
                writer.call(
                    session -> {
                      session.update(ADD, "a");
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
    assertThatThrownBy(() -> writer.call(session -> session.update(ADD, "bad")))
        .isInstanceOf(BrokenStoreException.class);

    assertThat(items()).isEmpty();
  }

  @Test
  void aBrokenSessionIsReplaced() {
    assertThatThrownBy(
            () ->
                writer.call(
                    session -> {
                      session.close();
                      return session.update(ADD, "a");
                    }))
        .isInstanceOf(BrokenStoreException.class);

    assertThat(join(add("b"))).isEqualTo(1);
    assertThat(opened.get()).isEqualTo(2);
    assertThat(items()).containsExactly("b");
  }

  @Test
  void closingFinishesWhatWaitsAndTakesNothingMore() {
    var release = holdUp();
    var waiting = addAll("a", "b");
    release.countDown();

    writer.close();

    assertThat(waiting).allSatisfy(update -> assertThat(join(update)).isEqualTo(1));
    assertThat(add("c")).isCompletedExceptionally();
    assertThatThrownBy(() -> writer.call(session -> session.update(ADD, "d")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(items()).containsExactly("a", "b");
  }

  /// Occupies the writer until the latch is counted down.
  private CountDownLatch holdUp() {
    var started = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () ->
                writer.call(
                    _ -> {
                      started.countDown();
                      await(release);
                      return "done";
                    }));
    await(started);
    return release;
  }

  private CompletableFuture<?> piece(List<String> order, String name) {
    var done = new CompletableFuture<Boolean>();
    Thread.ofVirtual().start(() -> done.complete(writer.call(_ -> order.add(name))));
    return done;
  }

  private List<CompletableFuture<Integer>> addAll(String... names) {
    return List.of(names).stream().map(this::add).toList();
  }

  private CompletableFuture<Integer> add(String name) {
    return writer.update(ADD, name).toCompletableFuture();
  }

  private <T> CompletableFuture<T> task(Work<T> work) {
    return writer.run(work).toCompletableFuture();
  }

  private List<String> items() {
    try (var session = file.reader()) {
      return session.list(Row::text, "SELECT name FROM item ORDER BY name");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new CompletionException(new IllegalStateException("waited too long"));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
