package io.mintmark.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.product.ProductKey;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A test station and an owner at the API: results go in, and the sheet adds up.
class LineTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  /// The clock of the fixture.
  private static final String NOW = "2026-11-21T08:00:00Z";

  private final ApiClient api = HOUSE.api();
  private final String product = Orders.publishedProduct(api, "ALIYUN");

  private String batch(int units) {
    return Orders.readyBatch(
        api,
        product,
        IntStream.rangeClosed(1, units).mapToObj("unit-%04d\n"::formatted).collect(joining()));
  }

  private static String result(String id, String name, String verdict, String reason) {
    return """
        {"id":"%s","deviceName":"%s","station":"FT-1","result":"%s"%s,"testedAt":"%s",\
        "measured":{"rf":{"value":17.9,"unit":"dBm"},"led":"green"},"operator":"Li Lei"}"""
        .formatted(
            id, name, verdict, reason.isEmpty() ? "" : ",\"reason\":\"" + reason + "\"", NOW);
  }

  private Answer post(String... results) {
    return api.post(
        "/products/" + product + "/test-results", "[" + String.join(",", results) + "]");
  }

  private Answer sendAs(String type, String body) {
    return api.send(
        "POST", "/products/" + product + "/test-results", type, BodyPublishers.ofString(body));
  }

  private void activate(String name) {
    var identity = new DeviceIdentity(new ProductKey(product), name);
    var device = HOUSE.store.devices().find(identity).orElseThrow();
    HOUSE
        .store
        .identities()
        .markActivated(device, HOUSE.clock.instant())
        .toCompletableFuture()
        .join();
  }

  private Map<String, Long> figures(String batch) {
    var figures = new TreeMap<String, Long>();
    api.get("/batches/" + batch + "/balance")
        .json()
        .path("figures")
        .forEach(
            figure -> figures.put(figure.path("code").asString(), figure.path("count").asLong()));
    return figures;
  }

  private static List<String> names(Answer page) {
    return page.json()
        .path("items")
        .valueStream()
        .map(unit -> unit.path("deviceName").asString())
        .toList();
  }

  @Test
  void aResultSentTwiceHasTheSameAnswerTwice() {
    batch(1);
    var path = "/products/" + product + "/devices/unit-0001/test-results";
    var body =
        result("7", "unit-0001", "FAILED", "RF_LOW").replace("\"deviceName\":\"unit-0001\",", "");

    var first = api.post(path, body);
    var second = api.post(path, body);

    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.json().at("/measured/rf/value").asDouble()).isEqualTo(17.9);
    assertThat(api.get(path).json().path("items").size()).isEqualTo(1);
    assertThat(api.post(path, body.replace("RF_LOW", "SCREEN")).problem())
        .isEqualTo("TEST_ID_REUSED");
  }

  @Test
  void aSingleResultIsRefusedWithAProblem() {
    batch(1);
    var path = "/products/" + product + "/devices/%s/test-results";
    var body = "{\"id\":\"1\",\"station\":\"FT-1\",\"result\":\"PASSED\",\"testedAt\":\"%s\"}";

    assertThat(api.post(path.formatted("nobody"), body.formatted(NOW)).problem())
        .isEqualTo("NOT_FOUND");
    assertThat(
            api.post(path.formatted("unit-0001"), body.formatted("2027-01-01T00:00:00Z")).problem())
        .isEqualTo("TEST_TIME_ABSURD");
    assertThat(api.post(path.formatted("unit-0001"), body.formatted("yesterday")).problem())
        .isEqualTo("BAD_REQUEST");
    assertThat(api.post(path.formatted("unit-0001"), "[]").problem()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void oneBadItemDoesNotSpoilTheOthers() {
    batch(3);

    var answer =
        post(
            result("1", "unit-0001", "PASSED", ""),
            result("2", "unit-0002", "BROKEN", ""),
            result("3", "nobody", "PASSED", ""),
            "17",
            result("1", "unit-0001", "PASSED", ""),
            result("4", "unit-0003", "FAILED", ""));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("stored").asInt()).isEqualTo(1);
    assertThat(answer.json().path("repeated").asInt()).isEqualTo(1);
    assertThat(answer.json().path("refused").asInt()).isEqualTo(4);
    assertThat(
            answer.json().path("items").valueStream().map(item -> item.path("reason").asString("")))
        .containsExactly("", "MALFORMED", "UNIT_UNKNOWN", "MALFORMED", "", "MALFORMED");
    assertThat(answer.body()).contains("result is one of [PASSED, FAILED, SCRAPPED]");
  }

  @Test
  void aBrokenLineDoesNotSpoilTheOthers() {
    batch(2);

    var answer =
        sendAs(
            "application/x-ndjson",
            result("1", "unit-0001", "PASSED", "")
                + "\n{\"id\": oops\n\n"
                + result("2", "unit-0002", "PASSED", ""));

    assertThat(answer.json().path("stored").asInt()).isEqualTo(2);
    assertThat(answer.json().path("refused").asInt()).isEqualTo(1);
  }

  @Test
  void csvHoldsMeasuredValuesInColumns() {
    batch(2);

    var answer =
        sendAs(
            "text/csv",
            """
            id,deviceName,station,result,reason,testedAt,measured.rf(dBm),measured.led
            1,unit-0001,FT-1,PASSED,,%1$s,17.9,green
            2,unit-0002,FT-1,FAILED,RF_LOW,%1$s,3,
            3,unit-0002,FT-1
            """
                .formatted(NOW));

    assertThat(answer.json().path("stored").asInt()).as(answer.body()).isEqualTo(2);
    assertThat(answer.json().path("refused").asInt()).isEqualTo(1);
    var stored = api.get("/products/" + product + "/devices/unit-0001/test-results").json();
    assertThat(stored.at("/items/0/measured").toString())
        .isEqualTo("{\"led\":\"green\",\"rf\":{\"value\":17.9,\"unit\":\"dBm\"}}");
  }

  @Test
  void anArrayThatBreaksOffStoresNothing() {
    var batch = batch(1);

    var answer = sendAs("application/json", "[" + result("1", "unit-0001", "PASSED", "") + ",{");

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(figures(batch)).containsEntry("PASSED", 0L);
  }

  @Test
  void tooManyResultsAreRefusedAsAWhole() {
    var batch = batch(1);

    var lines = result("1", "unit-0001", "PASSED", "") + "\n";
    var answer = sendAs("application/x-ndjson", lines.repeat(10_001));

    assertThat(answer.problem()).isEqualTo("TOO_LARGE");
    assertThat(figures(batch)).containsEntry("PASSED", 0L);
  }

  @Test
  void everyNumberHasItsListAndWhatDoesNotAddUpItsAlarm() {
    var batch = batch(6);
    HOUSE.handovers.deliver(batch, 1, 4, HOUSE.clock.instant());
    List.of("unit-0001", "unit-0002", "unit-0005").forEach(this::activate);
    post(
        result("1", "unit-0001", "PASSED", ""),
        result("2", "unit-0003", "PASSED", ""),
        result("3", "nobody", "PASSED", ""));
    api.delete("/products/" + product + "/devices/unit-0006");

    var sheet = api.get("/batches/" + batch + "/balance").json();

    sheet.path("figures").forEach(this::assertListFits);
    assertThat(sheet.path("alarms").valueStream().map(alarm -> alarm.path("code").asString()))
        .containsExactly(
            "ACTIVATED_NOT_DELIVERED",
            "STRANGERS_TESTED",
            "PASSED_NOT_ACTIVATED",
            "ACTIVATED_UNTESTED",
            "UNITS_NEVER_SEEN",
            "UNITS_DELETED");
    assertThat(names(api.get("/batches/" + batch + "/units?state=NEVER_SEEN")))
        .containsExactly("unit-0004");
    assertThat(names(api.get("/batches/" + batch + "/units?state=ACTIVATED_NOT_DELIVERED")))
        .containsExactly("unit-0005");
  }

  private void assertListFits(JsonNode figure) {
    if (figure.path("list").isNull()) {
      return;
    }
    var list = api.get(figure.path("list").asString().substring("/api/v1".length()));
    assertThat(list.json().path("items").size())
        .as(figure.toString())
        .isEqualTo(figure.path("count").asInt());
  }

  @Test
  void namesThatNobodyOrderedRaiseAnAlarmInTheReadersLanguage() throws Exception {
    var batch = batch(1);
    HOUSE
        .eventLog()
        .append(
            new Event(
                HOUSE.clock.instant(),
                EventKind.REGISTRATION,
                "DEVICE_NOT_LISTED",
                product,
                "ghost",
                null,
                null,
                null));
    var request = api.request("GET", "/batches/" + batch + "/balance", "", BodyPublishers.noBody());

    var answer =
        api.http()
            .send(
                HttpRequest.newBuilder(request, (_, _) -> true)
                    .header("Accept-Language", "zh-CN")
                    .build(),
                BodyHandlers.ofString());

    assertThat(answer.body())
        .contains("STRANGERS_REGISTERING", "CRITICAL", "有 1 个未订购的名称尝试用产品密钥注册。");
  }

  @Test
  void unitsComeInPagesAndAsCsv() {
    var batch = batch(5);
    post(
        result("1", "unit-0002", "FAILED", "RF_LOW"),
        result("2", "unit-0004", "FAILED", "SCREEN"),
        result("3", "unit-0005", "FAILED", "RF_LOW"));

    var first = api.get("/batches/" + batch + "/units?state=FAILED&reason=RF_LOW&limit=1");
    var next = first.text("next");

    assertThat(names(first)).containsExactly("unit-0002");
    assertThat(
            names(api.get("/batches/" + batch + "/units?state=FAILED&reason=RF_LOW&after=" + next)))
        .containsExactly("unit-0005");
    assertThat(api.get("/batches/" + batch + "/units.csv?state=FAILED").body().lines())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("4,unit-0004,") && line.contains("SCREEN"));
    assertThat(api.get("/batches/" + batch + "/units.csv").body().lines()).hasSize(6);
    assertThat(api.get("/batches/" + batch + "/failures.csv?reason=RF_LOW").body().lines())
        .hasSize(3);
    var unit = api.get("/batches/" + batch + "/units/4").json();
    assertThat(unit.at("/unit/latestTest/reason").asString()).isEqualTo("SCREEN");
    assertThat(unit.at("/results/0/id").asString()).isEqualTo("2");
    assertThat(api.get("/batches/" + batch + "/units/6").problem()).isEqualTo("NOT_FOUND");
  }

  @Test
  void yieldsAreToldByTheDayOfTheReadersZone() {
    var batch = batch(3);
    var evening = "2026-11-20T16:30:00Z"; // the 21st in Shanghai
    post(
        result("1", "unit-0001", "FAILED", "RF_LOW").replace(NOW, "2026-11-20T15:30:00Z"),
        result("2", "unit-0001", "PASSED", "").replace(NOW, evening),
        result("3", "unit-0002", "PASSED", "").replace(NOW, evening));

    var sheet = api.get("/batches/" + batch + "/yield?zone=Asia/Shanghai").json();

    assertThat(sheet.at("/total/firstPassYield").asDouble()).isEqualTo(0.5);
    assertThat(sheet.at("/total/finalYield").asDouble()).isEqualTo(1.0);
    assertThat(sheet.path("days").valueStream().map(day -> day.path("day").asString()))
        .containsExactly("2026-11-20", "2026-11-21");
    assertThat(sheet.at("/days/1/yield/units").asInt()).isEqualTo(2);
    assertThat(sheet.at("/failures/0").toString())
        .contains("\"RF_LOW\"", "\"tests\":1", "\"units\":0");
    assertThat(api.get("/batches/" + batch + "/yield").json().path("days").size()).isEqualTo(1);
    assertThat(
            api.get("/batches/" + batch + "/yield?zone=Asia/Shanghai&first=2026-11-21")
                .json()
                .at("/total/tests")
                .asInt())
        .isEqualTo(2);
    assertThat(api.get("/batches/" + batch + "/yield?zone=Moon").problem())
        .isEqualTo("BAD_REQUEST");
  }

  @Test
  void theStatementSaysWhatTheSheetSaid() throws Exception {
    var batch = batch(4);
    activate("unit-0001");
    post(
        result("1", "unit-0001", "PASSED", ""),
        result("2", "unit-0002", "SCRAPPED", "BURNT"),
        result("3", "unit-0003", "FAILED", "RF_LOW"));
    var figures = figures(batch);
    var statement = api.post("/batches/" + batch + "/balance/statements");
    post(result("4", "unit-0004", "PASSED", ""));

    var csv = api.get("/batches/" + batch + "/balance/statements/1.csv");
    var page = page(batch);

    assertThat(statement.status()).isEqualTo(201);
    assertThat(csvFigures(csv.body())).isEqualTo(figures);
    assertThat(statement.text("sha256")).isEqualTo(sha256(csv.body()));
    assertThat(page)
        .contains(statement.text("sha256"), batch, product)
        .containsPattern("Passed 1\\b")
        .containsPattern("Failed 1\\b")
        .containsPattern("Scrapped 1\\b")
        .containsPattern("Not tested 1\\b")
        .containsPattern("Ordered 4\\b")
        .doesNotContain("never logged in")
        .contains("None. The numbers add up.");
  }

  @Test
  void aSecondPersonSignsOnce() {
    var batch = batch(1);
    var statements = "/batches/" + batch + "/balance/statements";
    var admin = HOUSE.anybody().with(signIn());
    admin.post(statements);
    api.post(statements);

    var own = admin.post(statements + "/1/sign-off", "{\"remark\":\"\"}");
    var program = api.post(statements + "/1/sign-off", "{\"remark\":\"\"}");
    var second = admin.post(statements + "/2/sign-off", "{\"remark\":\"counted\"}");

    assertThat(own.problem()).isEqualTo("SECOND_PERSON_NEEDED");
    assertThat(program.problem()).isEqualTo("SECOND_PERSON_NEEDED");
    assertThat(second.text("signedBy")).isEqualTo("admin");
    assertThat(admin.post(statements + "/2/sign-off", "{\"remark\":\"\"}").problem())
        .isEqualTo("STATEMENT_SIGNED");
    assertThat(admin.post(statements + "/3/sign-off", "{\"remark\":\"\"}").problem())
        .isEqualTo("NOT_FOUND");
    assertThat(api.get("/events?kind=BATCH&outcome=BALANCE_SIGNED&product=" + product).body())
        .contains(batch);
  }

  private static String signIn() {
    return HOUSE
        .anybody()
        .post(
            "/sign-in",
            "{\"name\":\"admin\",\"password\":\"%s\",\"newPassword\":\"correct horse battery\"}"
                .formatted(HOUSE.oneTimePassword.expose()))
        .text("token");
  }

  private static Map<String, Long> csvFigures(String csv) {
    var figures = new TreeMap<String, Long>();
    csv.lines()
        .map(line -> line.split(","))
        .filter(cells -> cells[0].equals("figure"))
        .forEach(cells -> figures.put(cells[1], Long.parseLong(cells[2])));
    return figures;
  }

  private String page(String batch) throws IOException, InterruptedException {
    var request =
        api.request(
            "GET", "/batches/" + batch + "/balance/statements/1.pdf", "", BodyPublishers.noBody());
    var bytes = api.http().send(request, BodyHandlers.ofByteArray()).body();
    try (var document = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
