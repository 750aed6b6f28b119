package io.mintmark.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/// How a transaction begins and ends on each database, and how many rows are written in it.
enum Transactions {
  /// By statements: the driver's own way would take the write lock again right after each commit.
  SQLITE {
    @Override
    void begin(Session session, Connection connection) throws SQLException {
      session.update("BEGIN IMMEDIATE");
    }

    @Override
    void commit(Session session, Connection connection) throws SQLException {
      session.update("COMMIT");
    }

    @Override
    void rollBack(Session session, Connection connection) throws SQLException {
      session.update("ROLLBACK");
    }

    // One by one: the driver's batches run so too, and clear their whole array at every use.
    @Override
    int[] updateAll(PreparedStatement statement, List<@Nullable Object[]> rows)
        throws SQLException {
      int[] changed = new int[rows.size()];
      for (int i = 0; i < changed.length; i++) {
        Binding.bindAll(statement, rows.get(i));
        changed[i] = statement.executeUpdate();
      }
      return changed;
    }

    @Override
    void load(Session session, Connection connection, String target, List<Object[]> rows)
        throws SQLException {
      if (!rows.isEmpty()) {
        var marks = String.join(", ", Collections.nCopies(rows.getFirst().length, "?"));
        session.updateAll("INSERT INTO %s VALUES (%s)".formatted(target, marks), rows);
      }
    }
  },

  /// By the driver, which sends BEGIN together with the first statement.
  POSTGRES {
    @Override
    void begin(Session session, Connection connection) throws SQLException {
      connection.setAutoCommit(false);
    }

    @Override
    void commit(Session session, Connection connection) throws SQLException {
      connection.commit();
      connection.setAutoCommit(true);
    }

    @Override
    void rollBack(Session session, Connection connection) throws SQLException {
      connection.rollback();
      connection.setAutoCommit(true);
    }

    // In one exchange with the database.
    @Override
    int[] updateAll(PreparedStatement statement, List<@Nullable Object[]> rows)
        throws SQLException {
      try {
        for (var values : rows) {
          Binding.bindAll(statement, values);
          statement.addBatch();
        }
        return statement.executeBatch();
      } finally {
        statement.clearBatch();
      }
    }

    @Override
    void load(Session session, Connection connection, String target, List<Object[]> rows)
        throws SQLException {
      var copy =
          new CopyManager(connection.unwrap(BaseConnection.class))
              .copyIn("COPY %s FROM STDIN (FORMAT binary)".formatted(target));
      try {
        byte[] bytes = BinaryRows.of(rows);
        copy.writeToCopy(bytes, 0, bytes.length);
        copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    }
  };

  abstract void begin(Session session, Connection connection) throws SQLException;

  abstract void commit(Session session, Connection connection) throws SQLException;

  abstract void rollBack(Session session, Connection connection) throws SQLException;

  /// Runs one statement for each set of values.
  ///
  /// @return how many rows each changed; for inserts it may be unknown, a negative number
  abstract int[] updateAll(PreparedStatement statement, List<@Nullable Object[]> rows)
      throws SQLException;

  /// Inserts rows.
  ///
  /// @param target the table and its columns
  abstract void load(Session session, Connection connection, String target, List<Object[]> rows)
      throws SQLException;
}
