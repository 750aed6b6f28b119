package io.mintmark.store;

import io.mintmark.device.StoreFullException;
import java.sql.SQLException;
import org.postgresql.util.PSQLState;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What the error codes of the two databases mean to us.
final class Failures {

  private static final int SQLITE_PRIMARY_CODE = 0xff;

  /// `disk_full` of PostgreSQL, which the driver has no name for.
  private static final String DISK_FULL = "53100";

  private Failures() {}

  /// The failure as the features are told of it.
  static RuntimeException of(SQLException failure) {
    return is(failure, SQLiteErrorCode.SQLITE_FULL, DISK_FULL)
        ? new StoreFullException(failure)
        : new BrokenStoreException(failure);
  }

  /// Whether a row with the same key was there already.
  static boolean isConflict(BrokenStoreException failure) {
    return failure.getCause() instanceof SQLException cause
        && is(cause, SQLiteErrorCode.SQLITE_CONSTRAINT, PSQLState.UNIQUE_VIOLATION.getState());
  }

  private static boolean is(SQLException failure, SQLiteErrorCode code, String state) {
    return failure instanceof SQLiteException refused
        ? (refused.getResultCode().code & SQLITE_PRIMARY_CODE) == code.code
        : state.equals(failure.getSQLState());
  }
}
