package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is sent, the answer is a problem document that helps, and nothing more.
class ProblemTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient api = HOUSE.api();

  @Test
  void aProblemHasAllThatTheStandardAsksFor() {
    var answer = api.get("/projects/p-0000000000");

    assertThat(answer.body())
        .isEqualTo(
            ("{'type':'urn:mintmark:problem:not-found','title':'Not found','status':404,"
                    + "'code':'NOT_FOUND','detail':'There is no project of this id.'}")
                .replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "\"name\"",
        "null",
        "1",
        "{\"name\":\"a\"} trailing",
        "{\"name\":\"a\"}{}",
        "{name:'a'}",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "\u0000",
        "<name/>"
      })
  void whatIsNotOneJsonObjectIsRefused(String body) {
    var answer = api.post("/projects", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void anUnknownPropertyIsNamedBesideThoseThatAreKnown() {
    var answer = api.post("/projects", "{\"name\":\"a\",\"nmae\":\"b\"}");

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(answer.text("detail")).contains("'nmae'").contains("it has name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":null}",
        "{\"name\":1}",
        "{\"name\":true}",
        "{\"name\":[]}",
        "{\"name\":\"\"}",
        "{\"name\":\"  \"}",
        "{\"name\":\"a\\nb\"}"
      })
  void aPropertyOfTheWrongFormIsNamed(String body) {
    var answer = api.post("/projects", body);

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(answer.text("detail")).contains("'name'");
  }

  @Test
  void aNameHasSixtyFourCharactersAtMost() {
    assertThat(api.post("/projects", "{\"name\":\"%s\"}".formatted("x".repeat(64))).status())
        .isEqualTo(201);
    assertThat(api.post("/projects", "{\"name\":\"%s\"}".formatted("x".repeat(65))).problem())
        .isEqualTo("BAD_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"ACME\"", "0", "null", "\"aliyun\"", "\"\""})
  void aWordThatIsNotOfTheListIsRefused(String dialect) {
    var answer =
        api.post(
            "/projects/" + Orders.project(api) + "/products",
            "{\"name\":\"Bell\",\"dialect\":" + dialect + "}");

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(answer.text("detail")).contains("'dialect'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"10\"", "1.5", "1e99", "99999999999", "null", "true"})
  void aCountIsAWholeNumber(String count) {
    var productKey = Orders.publishedProduct(api, "ALIYUN");

    var answer =
        api.post(
            "/products/" + productKey + "/batches",
            "{\"burnMethod\":\"DEVICE_SECRET\",\"nameSource\":\"GENERATED\",\"count\":"
                + count
                + "}");

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(answer.text("detail")).contains("'count'");
  }

  @Test
  void aValueIsNeverQuotedBack() {
    var answer =
        api.post("/sign-in", "{\"name\":{\"x\":\"hidden-value\"},\"password\":\"hidden-value\"}");

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(answer.body()).doesNotContain("hidden-value");
  }

  @Test
  void aBodyThatIsTooLongIsRefused() {
    var answer = api.post("/projects", "{\"name\":\"" + "x".repeat(100_000) + "\"}");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.problem()).isEqualTo("TOO_LARGE");
  }

  @Test
  void aBodyThatIsNestedDeeplyIsRefused() {
    var answer = api.post("/projects", "{\"name\":" + "[".repeat(30_000) + "}");

    assertThat(answer.status()).isBetween(400, 413);
    assertThat(answer.problem()).isNotBlank();
  }

  @Test
  void aBodyOfAnotherTypeIsNotSupported() {
    var answer =
        api.send("POST", "/projects", "application/xml", BodyPublishers.ofString("<name/>"));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.problem()).isEqualTo("MEDIA_TYPE_UNSUPPORTED");
    assertThat(answer.text("detail")).contains("application/json");
    assertThat(api.send("POST", "/projects", "not a type", BodyPublishers.ofString("{}")).problem())
        .isEqualTo("MEDIA_TYPE_UNSUPPORTED");
    assertThat(api.send("POST", "/projects", "", BodyPublishers.ofString("{}")).problem())
        .isEqualTo("MEDIA_TYPE_UNSUPPORTED");
  }

  @Test
  void anAnswerThatTheCallerCannotReadIsNotMade() throws Exception {
    var wire = raw("GET /api/v1/health HTTP/1.1\r\nAccept: image/png");

    assertThat(wire).startsWith("HTTP/1.1 406").contains("\"code\":\"NOT_ACCEPTABLE\"");
  }

  @Test
  void anotherMethodIsToldWhichThereAre() {
    var answer = api.delete("/projects");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.problem()).isEqualTo("METHOD_NOT_ALLOWED");
    assertThat(answer.header("Allow")).contains("GET").contains("POST");
    assertThat(answer.text("detail")).contains("GET").contains("POST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/nothing",
        "/projects/",
        "//projects",
        "/projects;x=1",
        "/%70rojects/a/b"
      })
  void anUnknownPathIsNotFound(String path) {
    var answer = api.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/docs/../projects HTTP/1.1",
        "GET /api/v1/health/../projects HTTP/1.1",
        "GET /api/v1/health/%2e%2e/projects HTTP/1.1",
        "GET /api/v1/./projects HTTP/1.1",
        "GET /api/v1/docs/..%2fprojects HTTP/1.1",
        "GET /api/v1/docs/..;/projects HTTP/1.1",
        "GET /api/v1/projects%00 HTTP/1.1",
        "GET /api/v1/projects%zz HTTP/1.1",
        "GET /api/v1/projects\\.. HTTP/1.1",
        "GET /api/v1/projects\u00e9 HTTP/1.1"
      })
  void noRoundaboutPathLeadsAnywhere(String requestLine) throws Exception {
    var wire = raw(requestLine);

    assertThat(wire).matches("(?s)HTTP/1.1 40[04].*application/problem\\+json.*");
    assertThat(wire).doesNotContain("\"items\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NONSENSE",
        "GET /api/v1/health HTTP/9.9",
        "GET  HTTP/1.1",
        "GET /api/v1/health HTTP/1.1\r\nBad Header\u0001: x",
        "GET /api/v1/health HTTP/1.1\r\nContent-Length: -5",
        "GET /api/v1/health HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
        "GET /api/v1/health HTTP/1.1\r\nTransfer-Encoding: nonsense"
      })
  void whatIsNotHttpGetsNoWordAboutUs(String head) throws Exception {
    var wire = raw(head);

    // What looks like HTTP 0.9 gets a body without a head.
    assertThat(wire).matches("(?s)(HTTP/1.1 40[04] .*)?\\{.*\"code\":\"[A-Z_]+\".*");
    assertThat(wire).doesNotContainIgnoringCase("tomcat").doesNotContain("java", "<html");
  }

  @Test
  void tooManyHeadersAreRefused() throws Exception {
    var wire = raw("GET /api/v1/health HTTP/1.1\r\nX: " + "x".repeat(20_000));

    assertThat(wire).startsWith("HTTP/1.1 400").doesNotContainIgnoringCase("tomcat");
  }

  /// Sends a head, closes the sending side, and reads until the server closes.
  private static String raw(String head) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), HOUSE.server.port())) {
      socket.setSoTimeout(30_000);
      var whole =
          head
              + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
              + HOUSE.key
              + "\r\n\r\n";
      socket.getOutputStream().write(whole.getBytes(StandardCharsets.ISO_8859_1));
      var all = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(all);
      return all.toString(StandardCharsets.UTF_8);
    }
  }
}
