package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/// Fails a test class when a buffer of it was never released. The detector looks at every buffer
/// and reports a lost one when the next is allocated after a garbage collection. JUnit finds this
/// by itself, for every class (`META-INF/services`).
public final class LeakWatch implements BeforeAllCallback, AfterAllCallback {

  /// Where buffers are in use; other tests need not wait for garbage collections.
  private static final List<String> PACKAGES =
      List.of("io.mintmark.gate", "io.mintmark.broker", "io.mintmark.app");

  private final ListAppender<ILoggingEvent> reports = new ListAppender<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    if (isWatched(context.getRequiredTestClass())) {
      assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
      reports.list.clear();
      reports.start();
      logger().addAppender(reports);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    if (isWatched(context.getRequiredTestClass())) {
      for (int i = 0; i < 3; i++) {
        System.gc();
        Thread.sleep(20);
        PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
      }
      logger().detachAppender(reports);
      assertThat(reports.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
    }
  }

  /// Nested classes are part of the one around them.
  private static boolean isWatched(Class<?> test) {
    return test.getEnclosingClass() == null
        && PACKAGES.stream().anyMatch(name -> test.getPackageName().startsWith(name));
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
  }
}
