package io.mintmark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A data folder taken for one server. Two of them writing one file would each believe to be the
/// only writer.
///
/// The lock is that of an SQLite file kept for nothing else: the system frees it however the
/// process ends, and, other than a Java file lock, a second attempt inside this process neither
/// gets it nor loses it for the first.
final class SqliteFolder implements AutoCloseable {

  private final Connection lock;

  private SqliteFolder(Connection lock) {
    this.lock = lock;
  }

  /// @throws IllegalStateException if another server has the folder
  static SqliteFolder take(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the data folder " + folder, e);
    }
    try {
      var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.lock"));
      try (var statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = 0");
        statement.execute("BEGIN EXCLUSIVE");
        return new SqliteFolder(connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      if (e instanceof SQLiteException refused
          && refused.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
        throw new IllegalStateException(
            "another server uses the data folder %s; stop it first".formatted(folder), e);
      }
      throw new BrokenStoreException(
          "cannot use the data folder %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (SQLException e) {
      // the lock ends with the process
    }
  }
}
