package io.mintmark.device;

/// The disk of the store has no room for what was to be written, and none of that is stored. What
/// is stored can still be read; writing works again as soon as there is room.
public final class StoreFullException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreFullException(Throwable cause) {
    super("the disk of the database is full", cause);
  }
}
