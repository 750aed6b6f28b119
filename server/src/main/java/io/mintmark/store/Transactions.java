package io.mintmark.store;

import java.sql.Connection;
import java.sql.SQLException;

/// How a transaction begins and ends on each database.
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
  };

  abstract void begin(Session session, Connection connection) throws SQLException;

  abstract void commit(Session session, Connection connection) throws SQLException;

  abstract void rollBack(Session session, Connection connection) throws SQLException;
}
