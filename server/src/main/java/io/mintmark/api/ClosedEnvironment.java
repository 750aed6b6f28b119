package io.mintmark.api;

import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/// The framework's settings, all of them. Environment variables, system properties and files are
/// left out on purpose: a `SERVER_PORT` that some other program needs must not move this one.
final class ClosedEnvironment extends StandardServletEnvironment {

  private static final Map<String, Object> SETTINGS =
      Map.ofEntries(
          Map.entry("spring.mvc.formcontent.filter.enabled", "false"),
          Map.entry("spring.web.resources.add-mappings", "false"),
          Map.entry("springdoc.api-docs.path", Paths.OPENAPI),
          Map.entry("springdoc.api-docs.version", "openapi_3_1"),
          Map.entry("springdoc.override-with-generic-response", "false"),
          Map.entry("springdoc.default-produces-media-type", "application/json"),
          Map.entry("springdoc.writer-with-order-by-keys", "true"),
          Map.entry("springdoc.swagger-ui.enabled", "false"));

  @Override
  protected void customizePropertySources(MutablePropertySources sources) {
    sources.addLast(new MapPropertySource("mintmark", SETTINGS));
  }
}
