package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Ordering a batch in each of the three ways, and every way in which it is refused.
class BatchOrderTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient api = HOUSE.api();
  private final String productKey = Orders.publishedProduct(api, "ALIYUN");
  private final String path = "/products/" + productKey + "/batches";

  @Test
  void generatedNamesAreMintedInTheBackground() {
    var ordered = api.post(path, generated("DEVICE_SECRET", 2_500));

    assertThat(ordered.status()).isEqualTo(201);
    assertThat(ordered.header("Location")).isEqualTo("/api/v1/batches/" + ordered.text("id"));
    assertThat(ordered.text("nameSource")).isEqualTo("GENERATED");
    var batch = Orders.whenReady(api, ordered.text("id"));
    var ready = api.get("/batches/" + batch).json();
    assertThat(ready.path("size").asInt()).isEqualTo(2_500);
    assertThat(ready.path("minted").asInt()).isEqualTo(2_500);
    assertThat(ready.path("readyAt").isNull()).isFalse();
    assertThat(ready.path("stopReason").isNull()).isTrue();
  }

  @Test
  void aListIsTakenAsTheBody() {
    var batch = Orders.readyBatch(api, productKey, "bell-0001\nbell-0002\nbell-0003\n");

    var names = api.get("/batches/" + batch + "/names?limit=2").json();
    assertThat(names.path("items").findValuesAsString("deviceName"))
        .containsExactly("bell-0001", "bell-0002");
    assertThat(names.path("next").asString()).isEqualTo("2");
    var rest = api.get("/batches/" + batch + "/names?limit=2&after=2").json();
    assertThat(rest.path("items").findValuesAsString("deviceName")).containsExactly("bell-0003");
    assertThat(rest.path("next").isNull()).isTrue();
  }

  @Test
  void aListIsTakenFromAForm() {
    var ordered = send(form(field("burnMethod", "DYNAMIC_REGISTRATION"), file("form-0001\n")));

    assertThat(ordered.status()).isEqualTo(201);
    assertThat(ordered.text("burnMethod")).isEqualTo("DYNAMIC_REGISTRATION");
    assertThat(ordered.text("nameSource")).isEqualTo("UPLOADED");
    assertThat(ordered.json().path("size").asInt()).isEqualTo(1);
  }

  @Test
  void aFormWithTheFileFirstIsToldTheOrder() {
    var answer = send(form(file("form-0002\n"), field("burnMethod", "DEVICE_SECRET")));

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(answer.text("detail")).contains("must come before");
  }

  @Test
  void aFormThatLacksAFieldOrHasAnotherIsRefused() {
    assertThat(send(form(field("burnMethod", "DEVICE_SECRET"))).text("detail"))
        .contains("'file' is missing");
    assertThat(send(form(field("burnMethod", "BY_HAND"), file("x"))).text("detail"))
        .contains("one of DEVICE_SECRET, DYNAMIC_REGISTRATION");
    assertThat(send(form(field("colour", "red"), file("x"))).text("detail")).contains("not known");
  }

  @Test
  void aFormThatBreaksOffStoresNothing() {
    var whole = form(field("burnMethod", "DEVICE_SECRET"), file("torn-0001\ntorn-0002\n"));

    var answer = send(whole.substring(0, whole.indexOf("torn-0002")));

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(api.get("/products/" + productKey + "/devices?prefix=torn").json().path("items"))
        .isEmpty();
  }

  @Test
  void aFormWithoutABoundaryIsRefused() {
    var answer = api.send("POST", path, "multipart/form-data", BodyPublishers.ofString("anything"));

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void allFaultsOfAListAreToldWithTheirLines() {
    Orders.readyBatch(api, productKey, "taken-001\n");

    var answer = upload("good-0001\nbad name\ngood-0001\ntaken-001\nx\n");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("NAMES_FAULTY");
    var faults = answer.json().path("faults");
    assertThat(answer.json().path("faultCount").asInt()).isEqualTo(faults.size());
    assertThat(faults.findValuesAsString("line")).containsExactly("2", "3", "4", "5");
    assertThat(faults.get(0).path("name").asString()).isEqualTo("bad name");
    assertThat(faults.get(0).path("kind").asString()).isEqualTo("BAD_CHARACTER");
    assertThat(faults.get(2).path("kind").asString()).isEqualTo("NAME_TAKEN");
    assertThat(faults.get(0).path("fault").asString()).isNotBlank();
    assertThat(api.get("/products/" + productKey + "/devices/good-0001").status()).isEqualTo(404);
  }

  @Test
  void namesThatWereTakenMeanwhileAreToldTheSameWay() {
    Orders.readyBatch(api, productKey, "again-0001\nagain-0002\n");

    var answer = upload("again-0002\n");

    assertThat(answer.problem()).isEqualTo("NAMES_FAULTY");
    assertThat(answer.json().path("faults").get(0).path("kind").asString()).isEqualTo("NAME_TAKEN");
  }

  @Test
  void aListWithZeroBytesIsFaulty() {
    assertThat(upload("good-0002\nbad\0name\n").problem()).isEqualTo("NAMES_FAULTY");
    assertThat(upload("").problem()).isEqualTo("NAMES_FAULTY");
  }

  @Test
  void aListThatSaysItIsTooLongIsRefusedUnread() {
    var tooLong = "x".repeat((int) ManagementFixture.PRODUCTION.maxSheetBytes() + 1);

    var answer = upload(tooLong);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.problem()).isEqualTo("TOO_LARGE");
  }

  @Test
  void aListThatTurnsOutTooLongIsRefused() {
    var names = new StringBuilder();
    for (int i = 0; i < 130_000; i++) {
      names.append("a-name-of-32-characters-%08d\n".formatted(i));
    }
    byte[] list = names.toString().getBytes(StandardCharsets.US_ASCII);

    var answer =
        api.send(
            "POST",
            path + "?burnMethod=DEVICE_SECRET",
            "text/csv",
            BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(list)));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.problem()).isEqualTo("TOO_LARGE");
  }

  @Test
  void aProductInDevelopmentCannotBeMassProduced() {
    var unpublished = Orders.product(api, "TENCENT");

    var answer = api.post("/products/" + unpublished + "/batches", generated("DEVICE_SECRET", 10));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("PRODUCT_NOT_PUBLISHED");
  }

  @Test
  void dynamicRegistrationNeedsUploadedNames() {
    var answer = api.post(path, generated("DYNAMIC_REGISTRATION", 10));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("NAMES_MUST_BE_UPLOADED");
  }

  @Test
  void aCountOutOfRangeIsRefused() {
    assertThat(api.post(path, generated("DEVICE_SECRET", 0)).problem())
        .isEqualTo("COUNT_OUT_OF_RANGE");
    assertThat(api.post(path, generated("DEVICE_SECRET", 300_001)).problem())
        .isEqualTo("COUNT_OUT_OF_RANGE");
  }

  @Test
  void uploadedNamesDoNotComeAsJson() {
    var answer =
        api.post(
            path, "{\"burnMethod\":\"DEVICE_SECRET\",\"nameSource\":\"UPLOADED\",\"count\":1}");

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(answer.text("detail")).contains("text/csv");
  }

  @Test
  void aListNeedsItsBurnMethod() {
    var answer = api.send("POST", path, "text/csv", BodyPublishers.ofString("x-000001\n"));

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(answer.text("detail")).contains("burnMethod");
  }

  @Test
  void anUnknownProductIsNotFound() {
    assertThat(api.post("/products/a1Nowhere01/batches", generated("DEVICE_SECRET", 1)).problem())
        .isEqualTo("NOT_FOUND");
    assertThat(api.post("/products/no-key/batches", generated("DEVICE_SECRET", 1)).problem())
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void aFormOfAnotherKindIsNotSupported() {
    var answer =
        api.send(
            "POST", path, "application/x-www-form-urlencoded", BodyPublishers.ofString("count=1"));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.problem()).isEqualTo("MEDIA_TYPE_UNSUPPORTED");
    assertThat(answer.text("detail")).contains("text/csv").contains("multipart/form-data");
  }

  @Test
  void theBatchesOfAProjectComeNewestFirst() {
    var project = api.get("/products/" + productKey).text("project");
    var first = Orders.readyBatch(api, productKey, "first-0001\n");
    HOUSE.clock.pass(Duration.ofMinutes(1));
    var second = Orders.readyBatch(api, productKey, "second-0001\n");

    var page = api.get("/projects/" + project + "/batches?limit=1");
    var rest = api.get("/projects/" + project + "/batches?limit=1&after=" + page.text("next"));

    assertThat(page.json().path("items").findValuesAsString("id")).containsExactly(second);
    assertThat(rest.json().path("items").findValuesAsString("id")).containsExactly(first);
    assertThat(rest.json().path("next").isNull()).isTrue();
    assertThat(api.get("/projects/" + project + "/batches?after=nonsense").problem())
        .isEqualTo("BAD_REQUEST");
  }

  @Test
  void onlyAStoppedBatchIsResumed() {
    var batch = Orders.readyBatch(api, productKey, "resume-0001\n");

    var answer = api.post("/batches/" + batch + "/resume");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("BATCH_NOT_STOPPED");
    assertThat(api.post("/batches/b-0000000000/resume").problem()).isEqualTo("NOT_FOUND");
  }

  private Answer upload(String names) {
    return api.send(
        "POST",
        path + "?burnMethod=DEVICE_SECRET",
        "text/csv",
        BodyPublishers.ofByteArray(names.getBytes(StandardCharsets.UTF_8)));
  }

  private Answer send(String form) {
    return api.send(
        "POST", path, "multipart/form-data; boundary=cut-here", BodyPublishers.ofString(form));
  }

  private static String generated(String burnMethod, int count) {
    return "{\"burnMethod\":\"%s\",\"nameSource\":\"GENERATED\",\"count\":%d}"
        .formatted(burnMethod, count);
  }

  private static String form(String... parts) {
    return String.join("", parts) + "--cut-here--\r\n";
  }

  private static String field(String name, String value) {
    return part("form-data; name=\"" + name + "\"", value);
  }

  private static String file(String names) {
    return part("form-data; name=\"file\"; filename=\"names.csv\"", names);
  }

  private static String part(String disposition, String content) {
    return "--cut-here\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n";
  }
}
