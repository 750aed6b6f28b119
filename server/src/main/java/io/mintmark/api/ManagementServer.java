package io.mintmark.api;

import io.mintmark.production.PatternDesk;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/// The management API on a port of its own. It is started and closed by hand, serves exactly the
/// use cases it is given, and reads no configuration but its arguments.
public final class ManagementServer implements AutoCloseable {

  /// Held, because the platform forgets the level of a logger that nobody holds.
  private static final Logger WEB_SERVER_LOG = Logger.getLogger("org.apache");

  private final AnnotationConfigServletWebServerApplicationContext context;
  private final int port;

  private ManagementServer(AnnotationConfigServletWebServerApplicationContext context) {
    this.context = context;
    WebServer server = context.getWebServer();
    if (server == null) {
      throw new IllegalStateException("the management API started without a web server");
    }
    this.port = server.getPort();
  }

  /// Starts the server; requests are answered when this returns.
  ///
  /// @throws IllegalStateException if it cannot listen there; the message says why and names the
  ///     setting
  public static ManagementServer start(ManagementSettings settings, UseCases useCases) {
    WEB_SERVER_LOG.setLevel(Level.WARNING);
    var context = new AnnotationConfigServletWebServerApplicationContext();
    context.setEnvironment(new ClosedEnvironment());
    bean(context, ManagementSettings.class, () -> settings);
    context.register(ManagementConfiguration.class);
    resources(context, useCases);
    try {
      context.refresh();
      return new ManagementServer(context);
    } catch (RuntimeException e) {
      context.close();
      throw explained(e, settings);
    }
  }

  /// The port it listens on, which matters when 0 was asked for.
  public int port() {
    return port;
  }

  /// Takes no more requests, lets those at hand end (for ten seconds at most), and stops.
  @Override
  public void close() {
    context.close();
  }

  private static void resources(
      AnnotationConfigServletWebServerApplicationContext context, UseCases all) {
    bean(context, Callers.class, () -> new Callers(all.signIns(), all.keys()));
    bean(context, SignInResource.class, () -> new SignInResource(all.signIns()));
    bean(
        context,
        ApiKeysResource.class,
        () -> new ApiKeysResource(all.keys(), all.deliveries().factories()));
    bean(
        context,
        AccountsResource.class,
        () -> new AccountsResource(all.accounts(), all.deliveries().factories()));
    bean(
        context,
        ApplicationKeysResource.class,
        () -> new ApplicationKeysResource(all.keys(), all.projects()));
    bean(
        context,
        ProjectsResource.class,
        () -> new ProjectsResource(all.projects(), all.random(), all.clock()));
    bean(
        context,
        ProductsResource.class,
        () ->
            new ProductsResource(
                all.projects(), all.products(), all.catalog(), all.eventLog(), all.clock()));
    bean(
        context,
        ProductRulesResource.class,
        () -> new ProductRulesResource(all.products(), all.eventLog(), all.clock()));
    bean(
        context,
        ProductSecretsResource.class,
        () ->
            new ProductSecretsResource(
                all.products(),
                all.catalog(),
                all.rotation(),
                all.devices(),
                all.eventLog(),
                all.clock()));
    bean(
        context,
        BatchOrdersResource.class,
        () ->
            new BatchOrdersResource(
                all.production().orders(), all.production().minting(), all.production().limits()));
    bean(
        context,
        ImportsResource.class,
        () ->
            new ImportsResource(
                new BatchOrdersResource(
                    all.production().orders(),
                    all.production().minting(),
                    all.production().limits())));
    bean(
        context,
        NameListsResource.class,
        () -> new NameListsResource(all.products(), all.production().nameLists()));
    bean(
        context,
        NameListFilesResource.class,
        () -> new NameListFilesResource(all.production().nameLists()));
    bean(
        context,
        ProjectReviewResource.class,
        () -> new ProjectReviewResource(all.projects(), all.eventLog(), all.clock()));
    bean(
        context,
        NamePatternsResource.class,
        () ->
            new NamePatternsResource(
                all.products(),
                new PatternDesk(all.production().batches(), all.clock()),
                all.production().limits()));
    bean(
        context,
        BatchActsResource.class,
        () ->
            new BatchActsResource(
                all.production().batches(), all.production().desk(), all.production().minting()));
    bean(
        context,
        BatchProgressResource.class,
        () -> BatchProgressResource.of(all.production().batches(), all.production().minting()));
    bean(
        context,
        BatchesResource.class,
        () ->
            new BatchesResource(
                all.projects(), all.production().batches(), all.production().minting()));
    bean(
        context,
        BatchFilesResource.class,
        () -> new BatchFilesResource(all.production().batches(), all.production().files()));
    bean(
        context,
        LabelPreviewResource.class,
        () ->
            new LabelPreviewResource(
                all.production().batches(), all.products(), all.production().labels()));
    bean(
        context,
        FactoriesResource.class,
        () ->
            new FactoriesResource(
                all.projects(), all.deliveries().factories(), all.random(), all.clock()));
    bean(
        context,
        DeliveryOrdersResource.class,
        () ->
            new DeliveryOrdersResource(
                all.production().batches(), all.deliveries().desk(), all.clock()));
    bean(
        context,
        DeliveriesResource.class,
        () ->
            new DeliveriesResource(
                all.deliveries().deliveries(), all.deliveries().packages(), all.clock()));
    bean(
        context,
        LeaksResource.class,
        () ->
            new LeaksResource(
                all.production().batches(),
                all.deliveries().factories(),
                all.deliveries().leaks()));
    bean(
        context,
        TestResultsResource.class,
        () -> new TestResultsResource(all.products(), all.line().desk(), all.line().results()));
    bean(
        context,
        BatchUnitsResource.class,
        () -> new BatchUnitsResource(all.production().batches(), all.line(), all.sightings()));
    bean(
        context,
        YieldsResource.class,
        () -> new YieldsResource(all.projects(), all.production().batches(), all.line()));
    bean(
        context,
        BalancesResource.class,
        () -> new BalancesResource(all.projects(), all.production().batches(), all.line()));
    bean(
        context,
        DevicesResource.class,
        () ->
            new DevicesResource(
                all.products(),
                all.devices(),
                all.deviceOffice(),
                all.topologyOffice(),
                all.liveSessions(),
                all.sightings()));
    bean(
        context,
        SubDevicesResource.class,
        () ->
            new SubDevicesResource(
                all.products(), all.devices(), all.topologyOffice(), all.liveSessions()));
    bean(
        context,
        BroadcastResource.class,
        () ->
            new BroadcastResource(all.products(), all.liveSessions(), all.eventLog(), all.clock()));
    bean(context, RisksResource.class, () -> new RisksResource(all.products(), all.risks()));
    bean(context, EventsResource.class, () -> new EventsResource(all.products(), all.events()));
    bean(
        context,
        ExplanationsResource.class,
        () -> new ExplanationsResource(all.products(), all.events(), all.explainer()));
    bean(
        context,
        InstallationResource.class,
        () -> new InstallationResource(all.projects(), all.caCertificate()));
    context.registerBean(GateResource.class, () -> new GateResource(all.gateFigures()));
  }

  private static <T> void bean(
      AnnotationConfigServletWebServerApplicationContext context,
      Class<T> type,
      Supplier<T> supplier) {
    context.registerBean(type, supplier);
  }

  private static RuntimeException explained(RuntimeException fault, ManagementSettings settings) {
    for (Throwable at = fault; at != null; at = at.getCause()) {
      switch (at) {
        case PortInUseException _ -> {
          return new IllegalStateException(
              "port %d on %s is in use; free it or choose another with the setting %s"
                  .formatted(settings.port(), settings.host(), settings.portSetting()),
              fault);
        }
        case SocketException e -> {
          return new IllegalStateException(
              "the management API cannot listen on port %d of %s (%s); see the setting %s"
                  .formatted(
                      settings.port(), settings.host(), e.getMessage(), settings.portSetting()),
              fault);
        }
        case UnknownHostException _ -> {
          return new IllegalStateException(
              "the management API cannot listen on %s, which is unknown here; see the settings"
                  .formatted(settings.host()),
              fault);
        }
        default -> {}
      }
    }
    return fault;
  }
}
