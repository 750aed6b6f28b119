package io.mintmark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;

/// One SQLite file and how it is opened: write-ahead log, one writer, any number of readers that
/// cannot write.
final class SqliteFile {

  /// Waiting for a lock happens only while another process recovers or copies the file.
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  /// The most that SQLite maps; it reads on by system calls behind that.
  private static final long MMAP_BYTES = 0x7fff0000L;

  /// Pages in the log before a commit copies them into the file, some 80 MB. Seldom and long gave
  /// the shortest tail of commit times: p99 10 ms, where 1,000 pages gave 16 and 4,000 gave 25.
  private static final int CHECKPOINT_PAGES = 20_000;

  private static final int WRITER_CACHE_KIB = 64 * 1024;

  private final Path file;
  private final SynchronousMode synchronous;

  /// Makes the file if need be, for its owner only: SQLite gives its companions the same rights.
  ///
  /// @param synchronous FULL where a commit must survive a power cut
  SqliteFile(Path file, SynchronousMode synchronous) {
    this.file = file;
    this.synchronous = synchronous;
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // its rights are its owner's choice
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the database " + file, e);
    }
  }

  /// For migrations, which open and close connections as they like.
  SQLiteDataSource dataSource() {
    return dataSource(config());
  }

  Session writer() throws SQLException {
    var config = config();
    config.setPragma(Pragma.JOURNAL_SIZE_LIMIT, Long.toString(256L << 20));
    config.setPragma(Pragma.CACHE_SIZE, Integer.toString(-WRITER_CACHE_KIB));
    var connection = dataSource(config).getConnection();
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
    }
    return new Session(connection, Transactions.SQLITE);
  }

  Session reader() throws SQLException {
    var config = config();
    config.setPragma(Pragma.MMAP_SIZE, Long.toString(MMAP_BYTES));
    var connection = dataSource(config).getConnection();
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = 1");
    }
    return new Session(connection, Transactions.SQLITE);
  }

  private SQLiteConfig config() {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(synchronous);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setTempStore(TempStore.MEMORY);
    // Otherwise the driver asks for the last row id after every INSERT, which nobody wants here.
    config.setGetGeneratedKeys(false);
    return config;
  }

  private SQLiteDataSource dataSource(SQLiteConfig config) {
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
