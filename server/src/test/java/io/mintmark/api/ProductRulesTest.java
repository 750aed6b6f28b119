package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a product's owner decides about its devices.
class ProductRulesTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient api = HOUSE.api();

  @Test
  void aNewProductHasTheVendorsRulesWithRegistrationOff() {
    var rules = api.get("/products/" + Orders.product(api, "ALIYUN") + "/rules");

    assertThat(rules.body())
        .isEqualTo(
            "{\"registration\":\"OFF\",\"clientsPerName\":5,\"unlistedNames\":50,"
                + "\"onClones\":\"REPORT\",\"tokenOverPlain\":false,\"pushOnRegister\":false,"
                + "\"fullMqtt\":false,\"gateway\":false}");
  }

  @Test
  void whatAChangeLeavesOutStays() {
    var path = "/products/" + Orders.product(api, "ALIYUN") + "/rules";
    api.patch(path, "{\"registration\":\"UNLISTED\",\"clientsPerName\":2}");

    var changed = api.patch(path, "{\"onClones\":\"HOLD\"}");

    assertThat(changed.text("registration")).isEqualTo("UNLISTED");
    assertThat(changed.json().path("clientsPerName").asInt()).isEqualTo(2);
    assertThat(changed.text("onClones")).isEqualTo("HOLD");
    assertThat(api.get(path).body()).isEqualTo(changed.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"clientsPerName\":0}",
        "{\"clientsPerName\":6}",
        "{\"unlistedNames\":-1}",
        "{\"unlistedNames\":1000001}",
        "{\"registration\":\"MAYBE\"}",
        "{\"unheardOf\":true}",
        "[]"
      })
  void aRuleOutsideItsRangeIsRefusedAndNothingChanges(String body) {
    var path = "/products/" + Orders.product(api, "ALIYUN") + "/rules";
    var before = api.get(path).body();

    var answer = api.patch(path, body);

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(api.get(path).body()).isEqualTo(before);
  }

  @Test
  void aChangeIsAnEventThatSaysFromWhatToWhat() {
    var productKey = Orders.product(api, "ALIYUN");

    api.patch("/products/" + productKey + "/rules", "{\"clientsPerName\":3}");
    api.patch("/products/" + productKey + "/rules", "{\"clientsPerName\":3}");

    var events = api.get("/events?kind=OPERATION&product=" + productKey).json().path("items");
    assertThat(events.findValues("outcome").toString()).isEqualTo("[\"RULES_CHANGED\"]");
    assertThat(events.findValues("detail").toString())
        .contains("clientsPerName=5")
        .contains("clientsPerName=3");
  }
}
