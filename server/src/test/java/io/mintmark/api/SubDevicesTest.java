package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The topology: seen from both sides, and a relation ended by an operator.
class SubDevicesTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient api = HOUSE.api();
  private final String productKey = Orders.publishedProduct(api, "ALIYUN");
  private final String path = "/products/" + productKey + "/devices";
  private final DeviceIdentity gateway = named("gw-0001");
  private final DeviceIdentity subDevice = named("sub-0001");

  @BeforeEach
  void aGatewayWithOneOfTwoSubDevicesOnline() {
    Orders.readyBatch(api, productKey, "gw-0001\nsub-0001\nsub-0002\nlone-0001\n");
    bind(subDevice);
    bind(named("sub-0002"));
    HOUSE.sessions.open(subDevice);
  }

  @Test
  void aGatewaysSubDevicesAreListedWithTheirOnlineState() {
    var list = api.get(path + "/gw-0001/subdevices").json();

    assertThat(list.toString())
        .isEqualTo(
            ("{'items':[{'productKey':'%1$s','deviceName':'sub-0001','online':true},"
                    + "{'productKey':'%1$s','deviceName':'sub-0002','online':false}],'next':null}")
                .formatted(productKey)
                .replace('\'', '"'));
    assertThat(api.get(path + "/lone-0001/subdevices").json().path("items").isEmpty()).isTrue();
  }

  @Test
  void aSubDeviceShowsItsGateway() {
    assertThat(api.get(path + "/sub-0001").json().at("/gateway/deviceName").asString())
        .isEqualTo("gw-0001");
    assertThat(api.get(path + "/gw-0001").json().path("gateway").isNull()).isTrue();
    var listed = api.get(path + "?prefix=sub").json();
    assertThat(listed.at("/items/1/gateway/deviceName").asString()).isEqualTo("gw-0001");
  }

  @Test
  void anOperatorTakesASubDeviceAway() {
    String one = path + "/gw-0001/subdevices/" + productKey + "/sub-0001";

    assertThat(api.delete(one).status()).isEqualTo(204);

    assertThat(api.get(path + "/gw-0001/subdevices").json().path("items").size()).isEqualTo(1);
    assertThat(api.get(path + "/sub-0001/events").body()).contains("TOPOLOGY_REMOVED");
    assertThat(api.delete(one).problem()).isEqualTo("NOT_FOUND");
  }

  @Test
  void aResetEndsTheRelation() {
    api.post(path + "/sub-0001/reset");

    assertThat(api.get(path + "/sub-0001").json().path("gateway").isNull()).isTrue();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(api.get(path + "/nobody/subdevices").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.delete(path + "/gw-0001/subdevices/" + productKey + "/lone-0001").problem())
        .isEqualTo("NOT_FOUND");
    assertThat(api.delete(path + "/gw-0001/subdevices/a1Nowhere01/sub-0001").problem())
        .isEqualTo("NOT_FOUND");
  }

  private void bind(DeviceIdentity one) {
    var seen = HOUSE.store.devices().find(one).orElseThrow();
    HOUSE
        .store
        .topology()
        .bind(gateway, seen, null, HOUSE.clock.instant())
        .toCompletableFuture()
        .join();
  }

  private DeviceIdentity named(String name) {
    return new DeviceIdentity(new ProductKey(productKey), name);
  }
}
