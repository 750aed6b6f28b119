package io.mintmark.store;

import io.mintmark.vault.Sealed;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How our values become parameters: the same for both databases.
final class Binding {

  private static final char REPLACEMENT = '\uFFFD';

  private Binding() {}

  /// Binds all parameters of a statement.
  static void bindAll(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
  }

  /// Binds parameter `index`, counted from 1.
  static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case String text -> statement.setString(index, storable(text));
      case Integer number -> statement.setInt(index, number);
      case Long number -> statement.setLong(index, number);
      case Boolean flag -> statement.setBoolean(index, flag);
      case Sealed sealed -> statement.setBytes(index, sealed.toBytes());
      case byte[] bytes -> statement.setBytes(index, bytes);
      case Instant instant -> statement.setLong(index, instant.toEpochMilli());
      case Enum<?> constant -> statement.setString(index, constant.name());
      default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
    }
  }

  /// The text with U+FFFD for what no database text can hold: NUL (PostgreSQL) and halves of
  /// surrogate pairs. Names from the wire may hold either, and then must be refused as unknown and
  /// logged, not fail the statement.
  static String storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Nearly no text gets past this, and every text is looked at.
      if ((c == 0 || Character.isSurrogate(c)) && isUnstorable(text, i)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    var result = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (isUnstorable(text, i)) {
        result.setCharAt(i, REPLACEMENT);
      }
    }
    return result.toString();
  }

  private static boolean isUnstorable(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }
    return c == 0;
  }
}
