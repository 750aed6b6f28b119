package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.product.ProductKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Names by pattern and from stored lists, over the API.
class NamePatternApiTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient api = HOUSE.api();
  private final String productKey = Orders.publishedProduct(api, "ALIYUN");
  private final String path = "/products/" + productKey + "/batches";

  @Test
  void aPatternIsTriedOutThenOrderedThenTaken() {
    var trial = preview("bell-{counter:4}{check:luhn}", 20);
    assertThat(trial.json().path("first").toString())
        .isEqualTo("[\"bell-00018\",\"bell-00026\",\"bell-00034\"]");
    assertThat(trial.json().path("last").size()).isEqualTo(3);
    assertThat(trial.json().path("takenCount").asInt()).isZero();

    var ordered = order("bell-{counter:4}{check:luhn}", 20);

    assertThat(ordered.status()).isEqualTo(201);
    assertThat(ordered.text("nameSource")).isEqualTo("PATTERN");
    assertThat(ordered.text("pattern")).isEqualTo("bell-{counter:4}{check:luhn}");
    var batch = Orders.whenReady(api, ordered.text("id"));
    assertThat(api.get("/batches/" + batch + "/names?limit=1").body()).contains("bell-00018");
    assertThat(preview("bell-{counter:4}{check:luhn}", 20).json().path("takenCount").asInt())
        .isEqualTo(20);
    var again = order("bell-{counter:4}{check:luhn}", 20);
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.problem()).isEqualTo("NAMES_FAULTY");
    assertThat(again.json().path("faultCount").asInt()).isEqualTo(20);
    assertThat(again.json().path("faults").get(0).path("name").asString()).isEqualTo("bell-00018");
  }

  @Test
  void aFaultyPatternIsToldWithItsPlace() {
    var answer = order("bell-{counter:0}{check:crc}", 20);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("PATTERN_FAULTY");
    assertThat(answer.text("detail")).startsWith("At character 6: a counter looks like");
    assertThat(answer.json().path("faults").size()).isEqualTo(2);
    assertThat(preview("bell", 20).problem()).isEqualTo("PATTERN_FAULTY");
  }

  @Test
  void aZoneAndACountMustBeGood() {
    var body = "{\"burnMethod\":\"DEVICE_SECRET\",\"nameSource\":\"PATTERN\",\"count\":3,";

    assertThat(api.post(path, body + "\"pattern\":\"x-{counter:4}\",\"zone\":\"Mars\"}").problem())
        .isEqualTo("BAD_REQUEST");
    assertThat(api.post(path, body + "\"nameList\":\"n-0000000000\"}").problem())
        .isEqualTo("BAD_REQUEST");
    assertThat(order("x-{counter:6}", 300_001).problem()).isEqualTo("COUNT_OUT_OF_RANGE");
    assertThat(preview("x-{counter:6}", 300_001).problem()).isEqualTo("COUNT_OUT_OF_RANGE");
  }

  @Test
  void aStoredListIsOrderedOnce() {
    var list = HOUSE.lists.add(new ProductKey(productKey), "list-1", "list-2");
    var body = "{\"burnMethod\":\"DEVICE_SECRET\",\"nameSource\":\"UPLOADED\",\"nameList\":\"%s\"}";

    var ordered = api.post(path, body.formatted(list));
    var again = api.post(path, body.formatted(list));
    var unknown = api.post(path, body.formatted("n-zzzzzzzzzz"));
    var malformed = api.post(path, body.formatted("nonsense"));

    assertThat(ordered.status()).isEqualTo(201);
    assertThat(ordered.json().path("size").asInt()).isEqualTo(2);
    assertThat(again.problem()).isEqualTo("NAME_LIST_USED");
    assertThat(unknown.problem()).isEqualTo("NOT_FOUND");
    assertThat(malformed.problem()).isEqualTo("NOT_FOUND");
  }

  private Answer order(String pattern, int count) {
    return api.post(
        path,
        "{\"burnMethod\":\"DYNAMIC_REGISTRATION\",\"nameSource\":\"PATTERN\",\"pattern\":\"%s\",\"count\":%d}"
            .formatted(pattern, count));
  }

  private Answer preview(String pattern, int count) {
    return api.post(
        "/products/" + productKey + "/name-patterns/preview",
        "{\"pattern\":\"%s\",\"count\":%d}".formatted(pattern, count));
  }
}
