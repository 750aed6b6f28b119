package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A ProductSecret's versions: made, counted and retired.
class ProductSecretsTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient api = HOUSE.api();

  @Test
  void aNewProductHasOneVersion() {
    var versions = api.get("/products/" + Orders.product(api, "ALIYUN") + "/secret-versions");

    assertThat(versions.json().path("items").toString())
        .isEqualTo("[{\"version\":1,\"state\":\"CURRENT\",\"retiredAt\":null,\"devices\":0}]");
  }

  @Test
  void aRotationMakesAnotherSecretAndKeepsTheOlderUntilItIsRetired() {
    var product = "/products/" + Orders.product(api, "TENCENT");
    var before = api.get(product + "/secret").text("productSecret");

    var rotated = api.post(product + "/secret-versions");

    assertThat(rotated.status()).isEqualTo(201);
    assertThat(rotated.header("Location")).isEqualTo("/api/v1" + product + "/secret-versions/2");
    assertThat(rotated.json().path("version").asInt()).isEqualTo(2);
    assertThat(api.get(product + "/secret").text("productSecret")).isNotEqualTo(before);
    assertThat(states(product)).isEqualTo("[\"CURRENT\",\"OLDER\"]");

    assertThat(api.delete(product + "/secret-versions/1").status()).isEqualTo(204);
    assertThat(states(product)).isEqualTo("[\"CURRENT\",\"RETIRED\"]");
  }

  @Test
  void threeVersionsAreNeverInUse() {
    var product = "/products/" + Orders.product(api, "ALIYUN");
    api.post(product + "/secret-versions");

    var again = api.post(product + "/secret-versions");

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("OLDER_SECRET_IN_USE");
    assertThat(again.text("detail")).contains("Version 1").contains("retire");
  }

  @Test
  void onlyAnOlderVersionCanBeRetired() {
    var product = "/products/" + Orders.product(api, "ALIYUN");

    assertThat(api.delete(product + "/secret-versions/1").problem()).isEqualTo("SECRET_IS_CURRENT");
    assertThat(api.delete(product + "/secret-versions/7").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.delete(product + "/secret-versions/x").problem()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void rotatingAndRetiringAreEventsWithoutTheSecret() {
    var productKey = Orders.product(api, "ALIYUN");
    var product = "/products/" + productKey;

    api.post(product + "/secret-versions");
    api.delete(product + "/secret-versions/1");

    var events = api.get("/events?kind=OPERATION&product=" + productKey).json().path("items");
    assertThat(events.findValues("outcome").toString().replace(" ", ""))
        .isEqualTo("[\"PRODUCT_SECRET_RETIRED\",\"PRODUCT_SECRET_ROTATED\"]");
    assertThat(events.findValues("detail").toString().replace(" ", ""))
        .isEqualTo("[\"version1\",\"version2\"]");
  }

  private String states(String product) {
    return api.get(product + "/secret-versions")
        .json()
        .path("items")
        .findValues("state")
        .toString()
        .replace(" ", "");
  }
}
