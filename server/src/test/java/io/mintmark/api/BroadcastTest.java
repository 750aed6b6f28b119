package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One message for all devices that are online.
class BroadcastTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient api = HOUSE.api();

  private Answer broadcast(String product, String body) {
    return api.post("/products/" + product + "/broadcast", body.replace('\'', '"'));
  }

  @Test
  void allThatAreOnlineAreToldAndCounted() {
    String product = Orders.publishedProduct(api, "ALIYUN");
    HOUSE.sessions.open(new DeviceIdentity(new ProductKey(product), "bell-0001"));
    HOUSE.sessions.open(new DeviceIdentity(new ProductKey(product), "bell-0002"));

    var answer = broadcast(product, "{'name':'news','payload':'早'}");

    assertThat(answer.body()).isEqualTo("{\"devices\":2}");
    assertThat(HOUSE.sessions.broadcasts).contains("news 早");
    assertThat(api.get("/events?kind=OPERATION").body())
        .contains("BROADCAST", "news, 3 bytes to 2 devices");
  }

  @Test
  void thePayloadMayBeAnyBytes() {
    String product = Orders.publishedProduct(api, "TENCENT");

    var answer = broadcast(product, "{'payload':'bmV3cw==','encoding':'BASE64'}");

    assertThat(answer.body()).isEqualTo("{\"devices\":0}");
    assertThat(HOUSE.sessions.broadcasts).contains(" news");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'payload':'x'}",
        "{'name':'a/b','payload':'x'}",
        "{'name':'','payload':'x'}",
        "{'name':'+','payload':'x'}",
        "{'name':'news'}",
        "{'name':'news','payload':'x','encoding':'HEX'}",
        "{'name':'news','payload':'?','encoding':'BASE64'}",
        "{'name':'news','topic':'x'}",
      })
  void whatCannotBeSentIsRefused(String body) {
    String product = Orders.publishedProduct(api, "ALIYUN");

    assertThat(broadcast(product, body).problem()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void aDialectWithOneTopicForAllTakesNoName() {
    String product = Orders.publishedProduct(api, "TENCENT");

    var answer = broadcast(product, "{'name':'news','payload':'x'}");

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(answer.text("detail")).contains("'name'");
  }

  @Test
  void aPayloadHasALimit() {
    String product = Orders.publishedProduct(api, "TENCENT");

    assertThat(broadcast(product, "{'payload':'" + "x".repeat(32_768) + "'}").status())
        .isEqualTo(200);
    assertThat(broadcast(product, "{'payload':'" + "x".repeat(32_769) + "'}").problem())
        .isEqualTo("BAD_REQUEST");
  }
}
