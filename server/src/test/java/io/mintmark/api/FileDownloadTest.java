package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/// The factory's file: complete, or visibly broken off.
class FileDownloadTest {

  private static final BatchFaults FAULTS = new BatchFaults();

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture(FAULTS::around);

  private final ApiClient api = HOUSE.api();
  private final String productKey = Orders.publishedProduct(api, "ALIYUN");

  @AfterEach
  void mend() {
    FAULTS.mend();
  }

  @Test
  void theFileHoldsAllUnitsInTheOwnersOrder() {
    var batch = Orders.readyBatch(api, productKey, "zebra-01\nalpaca-01\n");

    var file = api.get("/batches/" + batch + "/files/csv");

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.body().lines())
        .hasSize(3)
        .satisfiesExactly(
            header -> assertThat(header).isEqualTo("ProductKey,DeviceName,DeviceSecret"),
            first -> assertThat(first).matches(productKey + ",zebra-01,[A-Za-z0-9]{32}"),
            second -> assertThat(second).matches(productKey + ",alpaca-01,[A-Za-z0-9]{32}"));
    assertThat(file.header("Content-Type")).isEqualTo("text/csv;charset=utf-8");
    assertThat(file.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"%s-%s.csv\"".formatted(productKey, batch));
    assertThat(file.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void spreadsheetsGetAByteOrderMarkIfAsked() throws Exception {
    var batch = Orders.readyBatch(api, productKey, "bom-0001\n");

    var bytes =
        api.http()
            .send(
                api.request(
                    "GET",
                    "/batches/" + batch + "/files/csv?bom=true",
                    "",
                    BodyPublishers.noBody()),
                BodyHandlers.ofByteArray())
            .body();

    assertThat(bytes).startsWith(0xEF, 0xBB, 0xBF, 'P');
  }

  @Test
  void everyDownloadIsAnEvent() {
    var batch = Orders.readyBatch(api, productKey, "event-0001\n");

    api.get("/batches/" + batch + "/files/csv");

    assertThat(api.get("/events?kind=BATCH&outcome=DOWNLOADED&product=" + productKey).body())
        .contains(batch);
  }

  @Test
  void thereIsNoFileWhileUnitsAreMissing() {
    FAULTS.breakAfterChunks(1);
    var batch =
        api.post(
                "/products/" + productKey + "/batches",
                "{\"burnMethod\":\"DEVICE_SECRET\",\"nameSource\":\"GENERATED\",\"count\":3000}")
            .text("id");
    whenStopped(batch);

    var answer = api.get("/batches/" + batch + "/files/csv");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("BATCH_NOT_READY");
    var stopped = api.get("/batches/" + batch);
    assertThat(stopped.json().path("minted").asInt()).isEqualTo(1_000);
    assertThat(stopped.text("stopReason")).isNotBlank().doesNotContain("/secret/place");
  }

  @Test
  void aStoppedBatchIsResumedToItsEnd() {
    FAULTS.breakAfterChunks(1);
    var batch =
        api.post(
                "/products/" + productKey + "/batches",
                "{\"burnMethod\":\"DEVICE_SECRET\",\"nameSource\":\"GENERATED\",\"count\":3000}")
            .text("id");
    whenStopped(batch);
    FAULTS.mend();

    var resumed = api.post("/batches/" + batch + "/resume");

    assertThat(resumed.status()).isEqualTo(200);
    Orders.whenReady(api, batch);
    assertThat(api.get("/batches/" + batch + "/files/csv").body().lines()).hasSize(3_001);
  }

  @Test
  void aFailureHalfWayBreaksTheConnectionOff() {
    var batch = manyUnits();
    FAULTS.breakAfterPages(1);

    assertThatThrownBy(
            () ->
                api.http()
                    .send(
                        api.request(
                            "GET", "/batches/" + batch + "/files/csv", "", BodyPublishers.noBody()),
                        BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aFileThatBrokeOffHasNoProperEndOnTheWire() throws Exception {
    var batch = manyUnits();
    FAULTS.breakAfterPages(1);

    var wire = raw("GET /api/v1/batches/" + batch + "/files/csv HTTP/1.1");

    assertThat(wire).startsWith("HTTP/1.1 200").contains("Transfer-Encoding: chunked");
    assertThat(wire).doesNotEndWith("0\r\n\r\n").doesNotContain("/secret/place");
  }

  @Test
  void aFailureBeforeTheFirstByteIsAProblem() {
    var batch = Orders.readyBatch(api, productKey, "early-0001\n");
    FAULTS.breakAfterPages(0);

    var answer = api.get("/batches/" + batch + "/files/csv");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.problem()).isEqualTo("INTERNAL");
    assertThat(answer.header("Content-Disposition")).isEmpty();
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.body()).doesNotContain("broke, path");
    assertThat(answer.text("reference")).isNotBlank();
  }

  @Test
  void theReferenceOfAFailureIsInTheLog() {
    var batch = Orders.readyBatch(api, productKey, "refer-001\n");
    FAULTS.breakAfterPages(0);
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var logger = (Logger) LoggerFactory.getLogger(Problems.class);
    logger.addAppender(log);

    var answer = api.get("/batches/" + batch + "/files/csv");

    logger.detachAppender(log);
    assertThat(log.list)
        .singleElement()
        .satisfies(
            line -> assertThat(line.getFormattedMessage()).contains(answer.text("reference")));
  }

  @Test
  void aStoreWithTooMuchToDoAsksToComeBack() {
    var batch = Orders.readyBatch(api, productKey, "later-001\n");
    FAULTS.overload();

    var answer = api.get("/batches/" + batch + "/files/csv");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("OVERLOADED");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  private String manyUnits() {
    var names = new StringBuilder();
    for (int i = 0; i < 4_500; i++) {
      names.append("unit-%05d\n".formatted(i));
    }
    return Orders.readyBatch(api, productKey, names.toString());
  }

  private void whenStopped(String batch) {
    for (int looks = 0; looks < 3_000; looks++) {
      if (api.get("/batches/" + batch).text("state").equals("STOPPED")) {
        return;
      }
      Orders.pause();
    }
    throw new AssertionError("the batch was never stopped");
  }

  /// All that comes over the wire until the server closes.
  private static String raw(String requestLine) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), HOUSE.server.port())) {
      socket.setSoTimeout(30_000);
      var head =
          requestLine + "\r\nHost: localhost\r\nAuthorization: Bearer " + HOUSE.key + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(readAll(socket.getInputStream()), StandardCharsets.UTF_8);
    }
  }

  /// A reset instead of a proper end counts as the end too.
  private static byte[] readAll(InputStream in) {
    var all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (IOException e) {
      return all.toByteArray();
    }
    return all.toByteArray();
  }
}
