package io.mintmark.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Warnings and errors in the log, which no bytes of a stranger may cause: exceptions that were
/// caught at the last moment, and buffers that Netty's leak detector misses.
public final class Complaints extends AppenderBase<ILoggingEvent> {

  private @Nullable ILoggingEvent first;

  private Complaints() {}

  /// Takes over the log: from now on nothing is printed.
  public static Complaints listen() {
    var complaints = new Complaints();
    complaints.start();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.setLevel(Level.WARN);
    root.addAppender(complaints);
    return complaints;
  }

  @Override
  protected synchronized void append(ILoggingEvent line) {
    if (first == null) {
      first = line;
    }
  }

  /// Asks whether anything was logged since the last call.
  ///
  /// @throws AssertionError if so
  public synchronized void checkNone() {
    ILoggingEvent line = first;
    if (line != null) {
      first = null;
      var error = new AssertionError("logged: " + line.getFormattedMessage());
      error.initCause(
          line.getThrowableProxy() instanceof ThrowableProxy p ? p.getThrowable() : null);
      throw error;
    }
  }
}
