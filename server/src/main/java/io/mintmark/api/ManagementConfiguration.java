package io.mintmark.api;

import io.swagger.v3.oas.models.OpenAPI;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.Map;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.webjars.WebJarVersionLocator;
import tools.jackson.databind.json.JsonMapper;

/// The parts of Spring that the API uses, named one by one: nothing is switched on by lying on the
/// class path. Multipart parsing is left out, see [UploadForm].
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  SpringDocConfigProperties.class,
  SpringDocConfiguration.class,
  SpringDocWebMvcConfiguration.class
})
class ManagementConfiguration {

  @Bean
  JsonMapper jsonMapper() {
    return JsonForm.mapper();
  }

  @Bean
  ProblemResolver problemResolver(JsonMapper json) {
    return new ProblemResolver(json);
  }

  @Bean
  FilterRegistrationBean<StandardHeaders> standardHeaders() {
    var registration = new FilterRegistrationBean<>(new StandardHeaders());
    registration.setOrder(1);
    return registration;
  }

  /// Threads that a use case starts on the way outlive this server, and the web application's class
  /// loader, which they would inherit, does not.
  @Bean
  FilterRegistrationBean<Filter> ownClassLoader() {
    var registration =
        new FilterRegistrationBean<Filter>(
            (request, response, chain) -> {
              var loader = ManagementServer.class.getClassLoader();
              Thread.currentThread().setContextClassLoader(loader);
              chain.doFilter(request, response);
            });
    registration.setOrder(0);
    return registration;
  }

  @Bean
  FilterRegistrationBean<PlainPathsOnly> plainPathsOnly(ProblemResolver problems) {
    var registration = new FilterRegistrationBean<>(new PlainPathsOnly(problems));
    registration.setOrder(2);
    return registration;
  }

  @Bean
  TomcatServletWebServerFactory webServerFactory(
      ManagementSettings settings, ProblemResolver problems) {
    return WebServerForm.of(settings, problems);
  }

  @Bean
  WebMvcConfigurer web(Callers callers, ProblemResolver problems) {
    return new Web(callers, problems);
  }

  @Bean
  OpenAPI openApi() {
    return OpenApiDescription.frame();
  }

  @Bean
  OpenApiRefusals openApiRefusals() {
    return new OpenApiRefusals();
  }

  @Bean
  OpenApiForms openApiForms() {
    return new OpenApiForms();
  }

  /// What no other handler takes; without it Spring would log each such request as a warning.
  @Bean
  SimpleUrlHandlerMapping nothingHere() {
    HttpRequestHandler nothing =
        (request, response) -> {
          throw new ProblemException(ProblemCode.NOT_FOUND, "There is nothing at this path.");
        };
    return new SimpleUrlHandlerMapping(Map.of("/**", nothing), Ordered.LOWEST_PRECEDENCE);
  }

  private record Web(Callers callers, ProblemResolver problems) implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
      registry.addInterceptor(new SignedInOnly(callers));
    }

    @Override
    public void configureHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
      resolvers.add(problems);
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
      registry.addRedirectViewController(Paths.DOCS, Paths.DOCS + "/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
      String version = new WebJarVersionLocator().version("swagger-ui");
      registry
          .addResourceHandler(Paths.DOCS + "/**")
          .addResourceLocations(
              "classpath:/io/mintmark/api/docs/",
              "classpath:/META-INF/resources/webjars/swagger-ui/" + version + "/");
    }
  }
}
