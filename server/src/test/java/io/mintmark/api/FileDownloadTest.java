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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    for (var outcome : List.of("DOWNLOAD_BEGUN", "DOWNLOADED")) {
      assertThat(api.get("/events?kind=BATCH&outcome=" + outcome + "&product=" + productKey).body())
          .contains("batch " + batch + ": csv, unit 1, by ");
    }
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

  @ParameterizedTest
  @CsvSource({
    "csv, 1",
    "xlsx, 1",
    "jsonl, 1",
    "nvs-values, 1",
    "'bin-zip?layout=size:16,0:name:16', 5",
    "'intel-hex?layout=size:16,0:name:16', 3"
  })
  void aFileThatBrokeOffHasNoProperEndOnTheWire(String file, int goodPages) throws Exception {
    var batch = manyUnits();
    FAULTS.breakAfterPages(goodPages);

    var wire = raw("GET /api/v1/batches/" + batch + "/files/" + file + " HTTP/1.1");

    assertThat(wire).startsWith("HTTP/1.1 200").contains("Transfer-Encoding: chunked");
    assertThat(wire).doesNotEndWith("0\r\n\r\n").doesNotContain("/secret/place");
    assertThat(wire).doesNotContain("PK\5\6", ":00000001FF");
    assertThat(
            api.get("/events?kind=BATCH&outcome=DOWNLOAD_BROKEN_OFF&product=" + productKey).body())
        .contains(batch);
  }

  @Test
  void theListOfFormatsTellsNamesOptionsAndWhatIsLacking() {
    var batch = Orders.readyBatch(api, productKey, "list-0001\n");

    var formats = api.get("/batches/" + batch + "/files").json().path("items");

    assertThat(formats.findValuesAsString("id"))
        .containsExactly(
            "csv",
            "xlsx",
            "jsonl",
            "nvs-values",
            "nvs-config",
            "bin-zip",
            "intel-hex",
            "product-secret");
    assertThat(formats.get(0).path("fileName").asString())
        .isEqualTo("%s-%s.csv".formatted(productKey, batch));
    assertThat(formats.get(0).path("holdsSecrets").asBoolean()).isTrue();
    assertThat(formats.get(0).at("/options/0/name").asString()).isEqualTo("bom");
    assertThat(formats.get(5).path("lacking").asString()).contains("layout");
    assertThat(formats.get(5).path("fileName").isNull()).isTrue();
  }

  @Test
  void aPartOfABatchIsAskedForByNumbers() {
    var batch = Orders.readyBatch(api, productKey, "part-0001\npart-0002\npart-0003\n");

    var file = api.get("/batches/" + batch + "/files/jsonl?first=2&last=2");

    assertThat(file.body()).contains("part-0002").doesNotContain("part-0001", "part-0003");
    assertThat(file.header("Content-Disposition")).contains(batch + "-2-2.jsonl");
    assertThat(api.get("/batches/" + batch + "/files/csv?first=3").body().lines()).hasSize(2);
    assertThat(api.get("/batches/" + batch + "/files/csv?last=4").problem())
        .isEqualTo("BAD_REQUEST");
  }

  @Test
  void aFileThatCannotBeMadeIsAProblemWithASentence() {
    var batch = Orders.readyBatch(api, productKey, "unfit-0001\n");

    var format = api.get("/batches/" + batch + "/files/docx");
    var option = api.get("/batches/" + batch + "/files/csv?boom=true");
    var unit = api.get("/batches/" + batch + "/files/bin-zip?layout=size:16,0:name:4");

    for (var answer : List.of(format, option, unit)) {
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.problem()).isEqualTo("FILE_UNFIT");
      assertThat(answer.header("Content-Disposition")).isEmpty();
    }
    assertThat(format.text("detail")).contains("csv, xlsx");
    assertThat(option.text("detail")).contains("'boom'", "bom, spreadsheet");
    assertThat(unit.text("detail")).contains("unit 1 (unfit-0001) does not fit into '0:name:4'");
  }

  @Test
  void theProductSecretComesOnlyInItsOwnFile() {
    var secret = api.get("/products/" + productKey + "/secret").text("productSecret");
    var ordered =
        api.send(
            "POST",
            "/products/" + productKey + "/batches?burnMethod=DYNAMIC_REGISTRATION",
            "text/csv",
            BodyPublishers.ofString("self-0001\n"));
    var batch = Orders.whenReady(api, ordered.text("id"));

    assertThat(api.get("/batches/" + batch + "/files/csv").body()).doesNotContain(secret);
    assertThat(api.get("/batches/" + batch + "/files/nvs-values").body()).doesNotContain(secret);
    assertThat(api.get("/batches/" + batch + "/files/product-secret").text("ProductSecret"))
        .isEqualTo(secret);
    assertThat(api.get("/events?kind=BATCH&product=" + productKey).body())
        .contains("product-secret, unit 1")
        .doesNotContain(secret);
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
