package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Projects and products: made, found, published, switched.
class ProductTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient api = HOUSE.api();

  @Test
  void aProjectIsFoundWhereItsAnswerSays() {
    var made = api.post("/projects", "{\"name\":\"门铃 \\\"A\\\"\"}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/api/v1/projects/" + made.text("id"));
    var found = api.get("/projects/" + made.text("id"));
    assertThat(found.text("name")).isEqualTo("门铃 \"A\"");
    assertThat(found.text("createdAt")).isEqualTo("2026-11-21T08:00:00Z");
    assertThat(api.get("/projects").body()).contains(made.text("id"));
  }

  @Test
  void aNewProductIsInDevelopmentWithRegistrationOff() {
    var project = Orders.project(api);

    var made =
        api.post(
            "/projects/" + project + "/products", "{\"name\":\"Bell\",\"dialect\":\"TENCENT\"}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("productKey")).matches("[A-Z0-9]{10}");
    assertThat(made.header("Location")).isEqualTo("/api/v1/products/" + made.text("productKey"));
    assertThat(made.text("state")).isEqualTo("DEVELOPING");
    assertThat(made.text("registration")).isEqualTo("OFF");
    assertThat(made.text("project")).isEqualTo(project);
    assertThat(api.get("/projects/" + project + "/products").json().path("items").get(0))
        .isEqualTo(made.json());
  }

  @Test
  void publishingIsForGoodAndAnEventOnlyOnce() {
    var productKey = Orders.product(api, "ALIYUN");

    var published = api.post("/products/" + productKey + "/publish");
    api.post("/products/" + productKey + "/publish");

    assertThat(published.text("state")).isEqualTo("PUBLISHED");
    assertThat(outcomes(productKey)).isEqualTo("[\"PRODUCT_PUBLISHED\"]");
  }

  @Test
  void theRegistrationSwitchTurnsOnAndOff() {
    var productKey = Orders.product(api, "ALIYUN");
    var path = "/products/" + productKey + "/registration";

    var on = api.put(path, "{\"mode\":\"LISTED\"}");
    var off = api.put(path, "{\"mode\":\"OFF\"}");

    assertThat(on.text("registration")).isEqualTo("LISTED");
    assertThat(off.text("registration")).isEqualTo("OFF");
    assertThat(outcomes(productKey)).isEqualTo("[\"REGISTRATION_OFF\",\"REGISTRATION_LISTED\"]");
  }

  @Test
  void theSwitchDoesNotGuessWhatAnEmptyBodyMeans() {
    var productKey = Orders.product(api, "ALIYUN");

    var answer = api.put("/products/" + productKey + "/registration", "{}");

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void firmwareInTheFieldKeepsItsKeyAndSecret() {
    var project = Orders.project(api);
    var body =
        "{\"name\":\"Old bell\",\"dialect\":\"ALIYUN\",\"productKey\":\"a1OldBell01\","
            + "\"productSecret\":\"OldSecret0123456\"}";

    var made = api.post("/projects/" + project + "/products", body);

    assertThat(made.text("productKey")).isEqualTo("a1OldBell01");
    assertThat(api.get("/products/a1OldBell01/secret").text("productSecret"))
        .isEqualTo("OldSecret0123456");
    var again = api.post("/projects/" + project + "/products", body);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("PRODUCT_KEY_TAKEN");
  }

  @Test
  void anExistingKeyNeedsItsSecret() {
    var answer =
        api.post(
            "/projects/" + Orders.project(api) + "/products",
            "{\"name\":\"Old bell\",\"dialect\":\"ALIYUN\",\"productKey\":\"a1OldBell02\"}");

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(answer.text("detail")).contains("productSecret");
  }

  @Test
  void readingTheSecretIsAnEventAndKeptNowhere() {
    var productKey = Orders.product(api, "ALIYUN");

    var answer = api.get("/products/" + productKey + "/secret");

    assertThat(answer.text("productSecret")).matches("[A-Za-z0-9]{16}");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(outcomes(productKey)).isEqualTo("[\"PRODUCT_SECRET_READ\"]");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(api.get("/projects/p-0000000000").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.get("/projects/nonsense").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.get("/projects/p-0000000000/products").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.get("/products/a1Nowhere01").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.get("/products/a1-Nowhere/secret").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.post("/products/a1Nowhere01/publish").problem()).isEqualTo("NOT_FOUND");
  }

  /// The outcomes of a product's events, newest first.
  private String outcomes(String productKey) {
    return api.get("/events?kind=OPERATION&product=" + productKey)
        .json()
        .path("items")
        .findValues("outcome")
        .toString()
        .replace(" ", "");
  }
}
