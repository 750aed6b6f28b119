package io.mintmark.api;

import io.mintmark.access.*;
import io.mintmark.product.*;
import io.mintmark.production.*;
import io.mintmark.project.*;
import io.mintmark.vault.*;
import java.net.URI;
import java.net.http.*;
import java.security.SecureRandom;
import java.time.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void starts() throws Exception {
    var random = new SecureRandom();
    var vault = new Vault(MasterKey.generate(random), random);
    var list = new ArrayList<Project>();
    Projects projects =
        new Projects() {
          public void add(Project p) {
            list.add(p);
          }

          public Optional<Project> find(ProjectId id) {
            return list.stream().filter(p -> p.id().equals(id)).findFirst();
          }

          public List<Project> all() {
            return list;
          }
        };
    var uc =
        new UseCases(
            new SignInDesk(null, null, null, vault, random, Clock.systemUTC()),
            new KeyDesk(null, vault, random, Clock.systemUTC()),
            projects,
            null,
            null,
            null,
            null,
            null,
            null,
            ProductionSettings.DEFAULTS,
            null,
            null,
            null,
            null,
            null,
            "PEM",
            random,
            Clock.systemUTC());
    long t = System.nanoTime();
    try (var server =
        ManagementServer.start(new ManagementSettings("127.0.0.1", 0, "management.port"), uc)) {
      System.out.println("up in " + (System.nanoTime() - t) / 1_000_000 + " ms");
      var http = HttpClient.newHttpClient();
      for (var path :
          List.of(
              "/api/v1/health",
              "/api/v1/ca.pem",
              "/api/v1/projects",
              "/",
              "/api/v1/nix",
              "/api/v1/docs",
              "/api/v1/docs/index.html",
              "/api/v1/docs/swagger-initializer.js",
              "/api/v1/docs/../health",
              "/api/v1/projects/a%2Fb",
              "/api/v1/health;x=1",
              "/api/v1/health/",
              "/api/v1//health",
              "/api/v1/openapi.json",
              "/v3/api-docs",
              "/api/v1/docs/%2e%2e/x",
              "/api/v1/openapi.json.yaml",
              "/swagger-ui/index.html",
              "/webjars/swagger-ui/5.32.14/index.html")) {
        var r =
            http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        System.out.println("== " + path + " " + r.statusCode() + " " + r.headers().map());
        System.out.println(
            r.body().length() > 900 && !path.contains("openapi.json")
                ? r.body().substring(0, 900)
                : r.body());
      }
    }
  }
}
