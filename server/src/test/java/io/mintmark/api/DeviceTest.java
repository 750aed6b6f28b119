package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Devices: listed, found, and what an operator does to one.
class DeviceTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient api = HOUSE.api();
  private final String productKey = Orders.publishedProduct(api, "ALIYUN");
  private final String path = "/products/" + productKey + "/devices";

  @Test
  void aMintedDeviceIsFoundWithAllButItsSecret() {
    var batch = Orders.readyBatch(api, productKey, "bell-0001\n");

    var device = api.get(path + "/bell-0001").json();

    assertThat(device.toString())
        .isEqualTo(
            ("{'productKey':'%s','deviceName':'bell-0001','state':'UNACTIVATED','enabled':true,"
                    + "'held':false,'resetPending':false,'online':false,'lastSeenAt':null,"
                    + "'lastAddress':null,'sdk':null,'batch':'%s','registeredWith':0,"
                    + "'createdAt':'2026-11-21T08:00:00Z','registeredAt':null,"
                    + "'activatedAt':null,'gateway':null}")
                .formatted(productKey, batch)
                .replace('\'', '"'));
  }

  @Test
  void devicesComeInPagesByName() {
    Orders.readyBatch(api, productKey, "pear-0002\npear-0001\napple-001\npear-0003\n");

    var first = api.get(path + "?prefix=pear&limit=2").json();
    var second =
        api.get(path + "?prefix=pear&limit=2&after=" + first.path("next").asString()).json();

    assertThat(first.path("items").findValuesAsString("deviceName"))
        .containsExactly("pear-0001", "pear-0002");
    assertThat(second.path("items").findValuesAsString("deviceName")).containsExactly("pear-0003");
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(api.get(path).json().path("items").size()).isEqualTo(4);
  }

  @Test
  void aPageHasOneToFiveHundredItems() {
    assertThat(api.get(path + "?limit=500").status()).isEqualTo(200);
    assertThat(api.get(path + "?limit=501").problem()).isEqualTo("BAD_REQUEST");
    assertThat(api.get(path + "?limit=0").problem()).isEqualTo("BAD_REQUEST");
    assertThat(api.get(path + "?limit=ten").text("detail")).contains("'limit'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bell.json",
        "bell:00:1A",
        "bell@home",
        "a.b.c.csv",
        "....",
        "bell.",
        "-bell",
        "_bell_",
        "disable",
        "events",
        "@:._-"
      })
  void aNameMayHoldEveryMarkOfItsDialect(String name) {
    Orders.readyBatch(api, productKey, name + "\n");

    assertThat(api.get(path + "/" + name).text("deviceName")).isEqualTo(name);
    var escaped = URLEncoder.encode(name, StandardCharsets.UTF_8).replace(".", "%2E");
    assertThat(api.get(path + "/" + escaped).text("deviceName")).isEqualTo(name);
    assertThat(api.post(path + "/" + name + "/disable").text("deviceName")).isEqualTo(name);
    assertThat(api.get(path + "/" + name + "/events").body()).contains("DEVICE_DISABLED");
    assertThat(api.delete(path + "/" + name).status()).isEqualTo(204);
  }

  @Test
  void aNameIsNotCutAtADot() {
    Orders.readyBatch(api, productKey, "cut-0001\n");

    assertThat(api.get(path + "/cut-0001.json").status()).isEqualTo(404);
    assertThat(api.get(path + "/cut-0001;x=1").status()).isEqualTo(404);
    assertThat(api.get(path + "/cut-0001/").status()).isEqualTo(404);
  }

  @Test
  void disablingClosesTheSessionAndEnablingLetsItInAgain() {
    Orders.readyBatch(api, productKey, "bell-0002\n");
    HOUSE.sessions.open(new DeviceIdentity(new ProductKey(productKey), "bell-0002"));
    assertThat(api.get(path + "/bell-0002").json().path("online").asBoolean()).isTrue();

    var disabled = api.post(path + "/bell-0002/disable").json();
    var enabled = api.post(path + "/bell-0002/enable").json();

    assertThat(disabled.path("enabled").asBoolean()).isFalse();
    assertThat(disabled.path("online").asBoolean()).isFalse();
    assertThat(enabled.path("enabled").asBoolean()).isTrue();
  }

  @Test
  void anActivatedDeviceCanBeReset() {
    Orders.readyBatch(api, productKey, "bell-0003\n");
    var identity = new DeviceIdentity(new ProductKey(productKey), "bell-0003");
    var seen = HOUSE.store.devices().find(identity).orElseThrow();
    HOUSE
        .store
        .identities()
        .markActivated(seen, HOUSE.clock.instant())
        .toCompletableFuture()
        .join();

    var reset = api.post(path + "/bell-0003/reset").json();

    assertThat(reset.path("state").asString()).isEqualTo("ACTIVATED");
    assertThat(reset.path("resetPending").asBoolean()).isTrue();
  }

  @Test
  void deletingEndsTheIdentity() {
    Orders.readyBatch(api, productKey, "bell-0004\n");

    var deleted = api.delete(path + "/bell-0004");

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(api.get(path + "/bell-0004").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.delete(path + "/bell-0004").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.get(path + "/bell-0004/events").body()).contains("DEVICE_DELETED");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(api.get(path + "/nobody").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.post(path + "/nobody/disable").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.post(path + "/nobody/enable").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.post(path + "/nobody/reset").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.get(path + "/" + "x".repeat(65)).problem()).isEqualTo("NOT_FOUND");
    assertThat(api.get(path + "/%E9%97%A8").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.get("/products/a1Nowhere01/devices").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.get("/products/a1Nowhere01/devices/x/events").problem()).isEqualTo("NOT_FOUND");
  }
}
