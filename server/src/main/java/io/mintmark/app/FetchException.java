package io.mintmark.app;

/// A package that was not fetched, for the person at the terminal: one line and an exit code.
public final class FetchException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  FetchException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
