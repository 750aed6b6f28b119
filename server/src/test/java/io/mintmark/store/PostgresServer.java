package io.mintmark.store;

import io.mintmark.vault.SecretText;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;

/// A PostgreSQL for tests: one server per JVM, started when first asked for and ended with the JVM,
/// and a fresh database for whoever asks.
///
/// PostgreSQL refuses to run as root. The library then starts it by `unshare -U`, in a user
/// namespace where it is nobody, which a plain Debian allows and most containers do not; in such a
/// container run the tests as another user.
public final class PostgresServer {

  private PostgresServer() {}

  /// How to reach one database.
  public record Address(String url, String user, SecretText password) {}

  /// An empty database that nobody else uses. It goes with the server.
  public static Address freshDatabase() {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    try (var connection = Running.SERVER.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create a database", e);
    }
    return new Address(
        Running.SERVER.getJdbcUrl("postgres", name), "postgres", SecretText.of("postgres"));
  }

  private static final class Running {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot start PostgreSQL", e);
      }
    }
  }
}
