package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The server as a whole: how it starts, what it says of itself, and how it stops.
class ManagementServerTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient anybody = HOUSE.anybody();

  @Test
  void aPortInUseIsToldWithItsSetting() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings = new ManagementSettings("127.0.0.1", other.getLocalPort(), "management.port");

      assertThatThrownBy(() -> ManagementServer.start(settings, HOUSE.useCases))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + other.getLocalPort())
          .hasMessageContaining("management.port");
    }
  }

  @Test
  void anUnknownHostIsTold() {
    var settings = new ManagementSettings("no-such-host.invalid", 0, "management.port");

    assertThatThrownBy(() -> ManagementServer.start(settings, HOUSE.useCases))
        .hasStackTraceContaining("no-such-host.invalid");
  }

  @Test
  void aClosedServerGivesItsPortBack() throws Exception {
    var settings = new ManagementSettings("127.0.0.1", 0, "management.port");
    var server = ManagementServer.start(settings, HOUSE.useCases);
    int port = server.port();
    assertThat(new ApiClient(port).get("/health").status()).isEqualTo(200);

    server.close();

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void propertiesOfTheProcessDoNotMoveIt() {
    System.setProperty("server.port", "1");
    System.setProperty("springdoc.api-docs.path", "/elsewhere");
    try (var server =
        ManagementServer.start(
            new ManagementSettings("127.0.0.1", 0, "management.port"), HOUSE.useCases)) {
      assertThat(server.port()).isNotEqualTo(1);
      assertThat(new ApiClient(server.port()).get("/openapi.json").status()).isEqualTo(200);
    } finally {
      System.clearProperty("server.port");
      System.clearProperty("springdoc.api-docs.path");
    }
  }

  @Test
  void healthIsOpenToAll() {
    var answer = anybody.get("/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void theCaCertificateIsOpenToAll() {
    var answer = anybody.get("/ca.pem");

    assertThat(answer.header("Content-Type")).startsWith("application/x-pem-file");
    assertThat(answer.body()).isEqualTo(HOUSE.useCases.caCertificate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/projects", "/nothing", "/ca.pem", "/openapi.json"})
  void everyAnswerKeepsBrowsersFromGuessing(String path) {
    var answer = anybody.get(path);

    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("X-Powered-By")).isEmpty();
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void thePageToTryTheApiNeedsNoOtherHost() {
    var redirect = anybody.get("/docs");
    var page = anybody.get("/docs/index.html");

    assertThat(redirect.status()).isEqualTo(302);
    assertThat(redirect.header("Location")).isEqualTo("/api/v1/docs/index.html");
    assertThat(page.body()).contains("swagger-ui").doesNotContain("https://", "http://");
    assertThat(anybody.get("/docs/swagger-initializer.js").body())
        .contains("../openapi.json")
        .doesNotContain("petstore");
    for (var part : List.of("swagger-ui.css", "swagger-ui-bundle.js", "index.css")) {
      assertThat(anybody.get("/docs/" + part).status()).as(part).isEqualTo(200);
    }
    assertThat(anybody.get("/docs/no-such-file.js").problem()).isEqualTo("NOT_FOUND");
  }
}
