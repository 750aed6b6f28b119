package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.project.Projects;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

  @ParameterizedTest
  @ValueSource(strings = {"no-such-host.invalid", "192.0.2.1"})
  void anAddressThatIsNotOfThisMachineIsToldInOneLine(String host) {
    var settings = new ManagementSettings(host, 0, "management.port");

    assertThatThrownBy(() -> ManagementServer.start(settings, HOUSE.useCases))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(host)
        .hasMessageNotContaining("\n");
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
  void aRequestAtHandIsFinishedBeforeTheServerStops() throws Exception {
    var productKey = Orders.publishedProduct(HOUSE.api(), "ALIYUN");
    var server =
        ManagementServer.start(
            new ManagementSettings("127.0.0.1", 0, "management.port"), HOUSE.useCases);
    var loopback = InetAddress.getLoopbackAddress();
    try (var socket = new Socket(loopback, server.port())) {
      socket.setSoTimeout(60_000);
      var head =
          "POST /api/v1/products/%s/batches?burnMethod=DEVICE_SECRET HTTP/1.1\r\n"
                  .formatted(productKey)
              + "Host: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: text/csv\r\n"
                  .formatted(HOUSE.key)
              + "Expect: 100-continue\r\nContent-Length: 20\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      // The server asks for the body, so it has begun.
      assertThat(socket.getInputStream().readNBytes(12))
          .isEqualTo("HTTP/1.1 100".getBytes(StandardCharsets.US_ASCII));

      var closing = CompletableFuture.runAsync(server::close);
      whenRefusing(loopback, server.port());
      socket.getOutputStream().write("last-0001\nlast-0002\n".getBytes(StandardCharsets.US_ASCII));

      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).contains("HTTP/1.1 201");
      closing.join();
    }
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
  void aStoreThatDoesNotAnswerIsUnwell() {
    var all = HOUSE.useCases;
    Projects broken =
        (Projects)
            Proxy.newProxyInstance(
                Projects.class.getClassLoader(),
                new Class<?>[] {Projects.class},
                (_, _, _) -> {
                  throw new IllegalStateException("no such table: /secret/place");
                });
    var useCases =
        new UseCases(
            all.signIns(),
            all.accounts(),
            all.keys(),
            broken,
            all.products(),
            all.catalog(),
            all.rotation(),
            all.production(),
            all.deliveries(),
            all.line(),
            all.devices(),
            all.deviceOffice(),
            all.topologyOffice(),
            all.liveSessions(),
            all.sightings(),
            all.gateFigures(),
            all.risks(),
            all.events(),
            all.eventLog(),
            all.explainer(),
            all.caCertificate(),
            all.random(),
            all.clock());
    try (var server =
        ManagementServer.start(
            new ManagementSettings("127.0.0.1", 0, "management.port"), useCases)) {
      var answer = new ApiClient(server.port()).get("/health");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.problem()).isEqualTo("UNWELL");
      assertThat(answer.body()).doesNotContain("/secret/place");
    }
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

  private static void whenRefusing(InetAddress address, int port) throws IOException {
    for (int attempts = 0; attempts < 3_000; attempts++) {
      try (var _ = new Socket(address, port)) {
        Orders.pause();
      } catch (ConnectException e) {
        return;
      }
    }
    throw new AssertionError("the server still takes connections");
  }
}
