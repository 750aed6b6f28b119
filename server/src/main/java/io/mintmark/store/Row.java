package io.mintmark.store;

import io.mintmark.vault.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The current row of an answer, read column by column from the left; each call moves on by one.
/// Readers of records rely on that arguments are evaluated in order.
final class Row {

  private final ResultSet answer;
  private int column;

  Row(ResultSet answer) {
    this.answer = answer;
  }

  /// Reads one row into an object.
  @FunctionalInterface
  interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  boolean next() throws SQLException {
    column = 0;
    return answer.next();
  }

  void skip(int columns) {
    column += columns;
  }

  String text() throws SQLException {
    return answer.getString(++column);
  }

  @Nullable String textOrNull() throws SQLException {
    return answer.getString(++column);
  }

  int number() throws SQLException {
    return answer.getInt(++column);
  }

  long bigNumber() throws SQLException {
    return answer.getLong(++column);
  }

  boolean flag() throws SQLException {
    return answer.getBoolean(++column);
  }

  byte[] bytes() throws SQLException {
    return answer.getBytes(++column);
  }

  @Nullable Boolean flagOrNull() throws SQLException {
    boolean flag = answer.getBoolean(++column);
    return answer.wasNull() ? null : flag;
  }

  Sealed sealed() throws SQLException {
    return Sealed.of(answer.getBytes(++column));
  }

  @Nullable Sealed sealedOrNull() throws SQLException {
    byte[] bytes = answer.getBytes(++column);
    return bytes == null ? null : Sealed.of(bytes);
  }

  Instant instant() throws SQLException {
    return Instant.ofEpochMilli(answer.getLong(++column));
  }

  @Nullable Instant instantOrNull() throws SQLException {
    long millis = answer.getLong(++column);
    return answer.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  <E extends Enum<E>> E constant(Class<E> type) throws SQLException {
    return Enum.valueOf(type, text());
  }

  <E extends Enum<E>> @Nullable E constantOrNull(Class<E> type) throws SQLException {
    String name = textOrNull();
    return name == null ? null : Enum.valueOf(type, name);
  }
}
