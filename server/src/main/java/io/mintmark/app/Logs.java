package io.mintmark.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Where a running program logs: everything into files of the data folder, bounded, and on the
/// terminal only what needs somebody's eye. What happens to devices is not logged but kept as
/// events.
final class Logs {

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0}: %msg%n";
  private static final String FILE_SIZE = "10MB";
  private static final int OLD_FILES = 5;

  private Logs() {}

  /// Has our log configuration read, whatever other one lies on the class path (the embedded
  /// broker's jar brings its own). To be called before anything logs.
  static void useOurs() {
    System.setProperty("logback.configurationFile", "mintmark-logback.xml");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /// Starts logging to `folder` and leaves warnings and errors on the terminal.
  static void toFolder(Path folder) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    var file = fileAppender(context, folder);
    root.iteratorForAppenders().forEachRemaining(appender -> appender.addFilter(warnings(context)));
    root.addAppender(file);
  }

  private static ThresholdFilter warnings(LoggerContext context) {
    var filter = new ThresholdFilter();
    filter.setContext(context);
    filter.setLevel(Level.WARN.levelStr);
    filter.start();
    return filter;
  }

  private static RollingFileAppender<ILoggingEvent> fileAppender(
      LoggerContext context, Path folder) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    var appender = new RollingFileAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName("FILE");
    appender.setFile(folder.resolve("mintmark.log").toString());
    appender.setEncoder(encoder);
    var rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(folder.resolve("mintmark.%i.log").toString());
    rolling.setMaxIndex(OLD_FILES);
    rolling.start();
    var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    trigger.setContext(context);
    trigger.setMaxFileSize(FileSize.valueOf(FILE_SIZE));
    trigger.start();
    appender.setRollingPolicy(rolling);
    appender.setTriggeringPolicy(trigger);
    appender.start();
    return appender;
  }
}
