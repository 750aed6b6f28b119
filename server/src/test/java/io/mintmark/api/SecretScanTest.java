package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/// A secret comes out where it is meant to, once, and nowhere else: not in any other answer, not in
/// a header, not in the log.
class SecretScanTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private static final String PASSWORD = "a-password-to-scan-for";

  private final ApiClient api = HOUSE.api();
  private final Set<String> secrets = new HashSet<>();
  private final List<String> answers = new ArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  @BeforeEach
  void listen() {
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(log);
  }

  @Test
  void noSecretComesOutWhereItIsNotMeantTo() {
    secrets.add(HOUSE.key);
    secrets.add(HOUSE.oneTimePassword.expose());
    secrets.add(PASSWORD);
    var session =
        api.post(
            "/sign-in",
            "{\"name\":\"admin\",\"password\":\"%s\",\"newPassword\":\"%s\"}"
                .formatted(HOUSE.oneTimePassword.expose(), PASSWORD));
    secrets.add(session.text("token"));
    var apiKey = api.post("/api-keys", "{\"name\":\"scan\"}");
    secrets.add(apiKey.text("token"));
    var project = Orders.project(api);
    var applicationKeys = "/projects/" + project + "/application-keys";
    secrets.add(api.post(applicationKeys, "{\"name\":\"scan\"}").text("token"));
    var made =
        api.post(
            "/projects/" + project + "/products",
            "{\"name\":\"Scan\",\"dialect\":\"ALIYUN\",\"productKey\":\"a1ScanScan1\","
                + "\"productSecret\":\"SecretToScanFor1\"}");
    secrets.add("SecretToScanFor1");
    keep(made);
    var product = "/products/a1ScanScan1";
    keep(api.post(product + "/publish"));
    var batch = Orders.readyBatch(api, "a1ScanScan1", "scan-0001\nscan-0002\n");
    api.get("/batches/" + batch + "/files/csv")
        .body()
        .lines()
        .skip(1)
        .forEach(line -> secrets.add(line.substring(line.lastIndexOf(',') + 1)));
    assertThat(api.get(product + "/secret").text("productSecret")).isEqualTo("SecretToScanFor1");

    var signedIn = HOUSE.anybody().with(session.text("token"));
    for (var path :
        List.of(
            "/health",
            "/ca.pem",
            "/openapi.json",
            "/api-keys",
            applicationKeys,
            "/projects",
            "/projects/" + project,
            "/projects/" + project + "/products",
            "/projects/" + project + "/batches",
            product,
            "/batches/" + batch,
            "/batches/" + batch + "/names",
            product + "/devices",
            product + "/devices/scan-0001",
            product + "/devices/scan-0001/events",
            "/events",
            "/nothing",
            "/events?limit=x")) {
      keep(signedIn.get(path));
    }
    keep(api.put(product + "/registration", "{\"mode\":\"UNLISTED\"}"));
    keep(api.post(product + "/devices/scan-0001/disable"));
    keep(api.post(product + "/devices/scan-0001/reset"));
    keep(api.post("/sign-in", "{\"name\":\"admin\",\"password\":\"" + PASSWORD + "x\"}"));
    keep(api.post("/sign-in", "{\"name\":\"admin\",\"password\":[\"" + PASSWORD + "\"]}"));
    keep(api.post("/sign-in", "{\"name\":\"admin\",\"password\":\"" + PASSWORD + "\""));
    keep(
        api.post(
            "/projects/" + project + "/products",
            "{\"name\":\"Scan\",\"dialect\":\"SecretToScanFor1\","
                + "\"productSecret\":\"SecretToScanFor1\"}"));
    keep(
        api.send(
            "POST",
            product + "/batches?burnMethod=DEVICE_SECRET",
            "text/csv",
            BodyPublishers.ofString("scan-0001\n")));
    keep(api.delete(product + "/devices/scan-0002"));
    keep(api.delete("/api-keys/" + apiKey.text("id")));
    keep(signedIn.delete("/sign-in"));

    assertThat(secrets).hasSize(9).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(11));
    assertThat(answers)
        .hasSizeGreaterThan(25)
        .allSatisfy(answer -> assertThat(answer).doesNotContain(secrets));
    assertThat(log.list)
        .allSatisfy(line -> assertThat(line.getFormattedMessage()).doesNotContain(secrets));
  }

  private void keep(Answer answer) {
    answers.add(answer.raw().uri() + " " + answer.raw().headers().map() + " " + answer.body());
  }
}
