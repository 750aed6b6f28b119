package io.mintmark.store;

/// The database did not do what it was asked, for a reason that no request is to blame for: the
/// server is gone, the disk is broken, or there is a bug. What was asked is not stored, except that
/// a commit whose answer was lost may have happened.
public final class BrokenStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenStoreException(String message, Throwable cause) {
    super(message, cause);
  }

  BrokenStoreException(Throwable cause) {
    this("the database failed: " + cause.getMessage(), cause);
  }
}
