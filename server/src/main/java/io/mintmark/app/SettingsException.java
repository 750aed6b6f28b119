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

  /// For a part that refused to start with a message of its own for the operator.
  static SettingsException because(Exception refusal) {
    String message = refusal.getMessage();
    return new SettingsException(
        message == null ? refusal.getClass().getSimpleName() : oneLine(message), refusal);
  }

  /// Drivers like to talk on.
  private static String oneLine(String message) {
    return String.join(" ", message.lines().map(String::strip).toList());
  }
}
