package io.mintmark.store;

import java.sql.SQLException;
import org.postgresql.util.PSQLState;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The database did not do what it was asked, for a reason that no request is to blame for: the
/// disk is full, the server is gone, or there is a bug. What was asked is not stored, except that a
/// commit whose answer was lost may have happened.
public final class BrokenStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int SQLITE_CONSTRAINT = SQLiteErrorCode.SQLITE_CONSTRAINT.code;
  private static final String UNIQUE_VIOLATION = PSQLState.UNIQUE_VIOLATION.getState();

  BrokenStoreException(String message, Throwable cause) {
    super(message, cause);
  }

  BrokenStoreException(Throwable cause) {
    this("the database failed: " + cause.getMessage(), cause);
  }

  /// Whether a row with the same key was there already.
  boolean isConflict() {
    return switch (getCause()) {
      case SQLiteException refused -> (refused.getResultCode().code & 0xff) == SQLITE_CONSTRAINT;
      case SQLException refused -> UNIQUE_VIOLATION.equals(refused.getSQLState());
      case null, default -> false;
    };
  }
}
