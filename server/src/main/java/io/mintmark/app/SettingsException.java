package io.mintmark.app;

/// The server cannot start as it was told to; the message is the one line that the operator reads,
/// and it says what to do.
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SettingsException(String message) {
    super(message);
  }

  public SettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
