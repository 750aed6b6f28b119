package io.mintmark.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connection and the statements prepared on it, which live as long as it does: statement texts
/// must come from a small set. For one thread at a time.
final class Session implements AutoCloseable {

  private final Connection connection;
  private final Transactions transactions;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  Session(Connection connection, Transactions transactions) {
    this.connection = connection;
    this.transactions = transactions;
  }

  <T> List<T> list(Row.Reader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    var statement = bound(sql, values);
    try (var answer = statement.executeQuery()) {
      var found = new ArrayList<T>();
      var row = new Row(answer);
      while (row.next()) {
        found.add(reader.read(row));
      }
      return found;
    }
  }

  /// The first row of the answer.
  <T> Optional<T> find(Row.Reader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    var statement = bound(sql, values);
    try (var answer = statement.executeQuery()) {
      var row = new Row(answer);
      return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
    }
  }

  /// How many rows it changed.
  int update(String sql, @Nullable Object... values) throws SQLException {
    return bound(sql, values).executeUpdate();
  }

  /// Runs one statement for each set of values, as fast as the database can.
  ///
  /// @return how many rows each changed; for inserts it may be unknown, a negative number
  int[] updateAll(String sql, List<@Nullable Object[]> rows) throws SQLException {
    return transactions.updateAll(prepared(sql), rows);
  }

  /// Inserts new rows of one table, as fast as the database can. Many, and in the order of the
  /// primary key, cost least.
  ///
  /// @param columns their names, with commas
  /// @param rows values of exactly the columns' types, none of them null
  void load(String table, String columns, List<Object[]> rows) throws SQLException {
    transactions.load(this, connection, "%s (%s)".formatted(table, columns), rows);
  }

  void begin() throws SQLException {
    transactions.begin(this, connection);
  }

  /// When this returns, the transaction is durable.
  void commit() throws SQLException {
    transactions.commit(this, connection);
  }

  void rollBack() throws SQLException {
    transactions.rollBack(this, connection);
  }

  /// Closes the connection, or gives it back to the pool it came from.
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is given up in any case, and whatever was acknowledged is durable.
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    var statement = prepared(sql);
    Binding.bindAll(statement, values);
    return statement;
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    var known = statements.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      statements.put(sql, known);
    }
    return known;
  }
}
