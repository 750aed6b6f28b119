package io.mintmark.api;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/// How the embedded web server is set up: virtual threads, no access log, no pages of its own, no
/// word about itself.
final class WebServerForm {

  private static final Duration IDLE = Duration.ofSeconds(20);

  /// What is read of a refused upload, so that its sender gets to read the answer.
  private static final int SWALLOWED_BYTES = 8 << 20;

  private WebServerForm() {}

  static TomcatServletWebServerFactory of(ManagementSettings settings, ProblemResolver problems) {
    var factory = new TomcatServletWebServerFactory(settings.port());
    factory.setAddress(address(settings));
    factory.setShutdown(Shutdown.GRACEFUL);
    factory.setRegisterDefaultServlet(false);
    factory.addProtocolHandlerCustomizers(
        handler -> handler.setExecutor(new VirtualThreadTaskExecutor("management-")));
    factory.addConnectorCustomizers(
        connector -> {
          if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setConnectionTimeout((int) IDLE.toMillis());
            http.setMaxSwallowSize(SWALLOWED_BYTES);
            // A client that asks first ("Expect: 100-continue") is told no before it sends.
            http.setContinueResponseTiming("onRead");
          }
        });
    factory.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass("");
            host.getPipeline().addValve(new ProblemValve(problems));
          }
        });
    return factory;
  }

  private static InetAddress address(ManagementSettings settings) {
    try {
      return InetAddress.getByName(settings.host());
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }
}
