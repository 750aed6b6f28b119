package io.mintmark.device;

/// The store has more writes waiting than it will take on; the caller should come back later. It
/// carries no stack trace, because it is thrown most when there is least time.
public final class StoreOverloadedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreOverloadedException() {
    super("the queue of writes is full", null, false, false);
  }
}
