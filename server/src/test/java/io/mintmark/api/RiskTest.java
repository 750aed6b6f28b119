package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.product.ProductKey;
import io.mintmark.risk.ClientLogin;
import io.mintmark.risk.Evidence;
import io.mintmark.risk.EvidenceKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Risk devices as an operator sees them, and what he does to them.
class RiskTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private static final Origin ORIGIN = new Origin(Transport.MQTTS, "203.0.113.9");

  private final ApiClient api = HOUSE.api();
  private final String productKey = Orders.publishedProduct(api, "ALIYUN");
  private final String risks = "/products/" + productKey + "/risks";
  private final String devices = "/products/" + productKey + "/devices/";

  @Test
  void aDeviceWithoutEvidenceIsClear() {
    Orders.readyBatch(api, productKey, "bell-1\n");

    var answer = api.get(devices + "bell-1/risk").json();

    assertThat(answer.toString())
        .isEqualTo(
            ("{'risk':{'productKey':'%s','deviceName':'bell-1','verdict':'CLEAR','score':0,"
                    + "'held':false,'liveClients':0,'evidence':[],'firstAt':null,'lastAt':null},"
                    + "'clonedAt':null,'releasedAt':null,'pieces':[]}")
                .formatted(productKey)
                .replace('\'', '"'));
    assertThat(api.get(risks).json().path("items").size()).isZero();
  }

  @Test
  void allThatSpeaksAgainstADeviceIsTold() {
    Orders.readyBatch(api, productKey, "bell-1\n");
    evidence("bell-1", 3);

    var answer = api.get(devices + "bell-1/risk").json();

    assertThat(answer.toString())
        .isEqualTo(
            ("{'risk':{'productKey':'%s','deviceName':'bell-1','verdict':'CLONED','score':100,"
                    + "'held':false,'liveClients':0,"
                    + "'evidence':[{'kind':'SESSION_ALTERNATES','count':3}],"
                    + "'firstAt':'2026-11-21T08:00:00Z','lastAt':'2026-11-21T08:00:00Z'},"
                    + "'clonedAt':'2026-11-21T08:00:00Z','releasedAt':null,"
                    + "'pieces':[#,#,#]}")
                .replace(
                    "#",
                    "{'at':'2026-11-21T08:00:00Z','kind':'SESSION_ALTERNATES','points':40,"
                        + "'clientId':null,'transport':'MQTTS','address':'203.0.113.9',"
                        + "'otherAddress':'10.0.8.4','detail':'seen','acknowledged':false}")
                .formatted(productKey)
                .replace('\'', '"'));
  }

  @Test
  void riskDevicesComeInPagesByName() {
    Orders.readyBatch(api, productKey, "bell-1\nbell-2\nbell-3\nbell-4\n");
    evidence("bell-3", 1);
    evidence("bell-1", 3);
    units("bell-4", "unit-a", "unit-b");

    var first = api.get(risks + "?limit=2").json();
    var second = api.get(risks + "?limit=2&after=" + first.path("next").asString()).json();

    assertThat(first.path("items").findValuesAsString("deviceName"))
        .containsExactly("bell-1", "bell-3");
    assertThat(first.path("items").findValuesAsString("verdict"))
        .containsExactly("CLONED", "SUSPECT");
    assertThat(second.path("items").findValuesAsString("deviceName")).containsExactly("bell-4");
    assertThat(second.path("items").get(0).path("liveClients").asInt()).isEqualTo(2);
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(api.get(risks + "?limit=501").problem()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void aReleaseLetsAHeldDeviceIn() {
    Orders.readyBatch(api, productKey, "bell-1\n");
    evidence("bell-1", 3);
    HOUSE.store.riskFiles().hold(identity("bell-1"));
    assertThat(api.get(devices + "bell-1").json().path("held").asBoolean()).isTrue();

    var released = api.post(devices + "bell-1/risk/release").json();

    assertThat(released.path("risk").path("held").asBoolean()).isFalse();
    assertThat(released.path("risk").path("verdict").asString()).isEqualTo("CLEAR");
    assertThat(released.path("pieces").get(0).path("acknowledged").asBoolean()).isTrue();
    assertThat(api.get(devices + "bell-1").json().path("held").asBoolean()).isFalse();
    assertThat(api.get(devices + "bell-1/events").body()).contains("RELEASED");
    assertThat(api.post(devices + "bell-1/risk/release").problem()).isEqualTo("NOTHING_TO_RELEASE");
  }

  @Test
  void theUnitsOfANameAreTold() {
    Orders.readyBatch(api, productKey, "bell-1\n");
    units("bell-1", "unit-a", "unit-b");
    HOUSE
        .store
        .clientLogins()
        .put(
            List.of(
                new ClientLogin(
                    identity("bell-1"), "unit-b", HOUSE.clock.instant(), ORIGIN, "sdk-c|4.2.0")));
    HOUSE.sessions.open(identity("bell-1"), "unit-b");

    var answer = api.get(devices + "bell-1/clients").json();

    assertThat(answer.toString())
        .isEqualTo(
            ("{'items':[{'clientId':'unit-a','state':'ACTIVE',"
                    + "'registeredAt':'2026-11-21T08:00:00Z',"
                    + "'firstConnectedAt':'2026-11-21T08:00:00Z','lastSeen':null,'address':null,"
                    + "'sdk':null,'online':false},{'clientId':'unit-b','state':'ACTIVE',"
                    + "'registeredAt':'2026-11-21T08:00:00Z',"
                    + "'firstConnectedAt':'2026-11-21T08:00:00Z',"
                    + "'lastSeen':'2026-11-21T08:00:00Z','address':'203.0.113.9',"
                    + "'sdk':'sdk-c|4.2.0','online':true}],'next':null}")
                .replace('\'', '"'));
  }

  @Test
  void aSwitchKeepsOneUnitAndClosesTheOthersSession() {
    Orders.readyBatch(api, productKey, "bell-1\n");
    units("bell-1", "unit-a", "unit-b");
    HOUSE.sessions.open(identity("bell-1"), "unit-b");

    var kept = api.post(devices + "bell-1/clients/unit-a/keep").json();

    assertThat(kept.path("items").findValuesAsString("state")).containsExactly("ACTIVE", "BANNED");
    assertThat(HOUSE.sessions.isOnline(identity("bell-1"))).isFalse();
    assertThat(api.get(risks).json().path("items").size()).isZero();
    assertThat(api.get(devices + "bell-1/events").body()).contains("CLIENT_SWITCHED");
    assertThat(api.post(devices + "bell-1/clients/unit-b/keep").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.post(devices + "bell-1/clients/nobody/keep").problem()).isEqualTo("NOT_FOUND");
  }

  @Test
  void clearingRefusesAllUnits() {
    Orders.readyBatch(api, productKey, "bell-1\n");
    units("bell-1", "unit-a", "unit-b");
    HOUSE.sessions.open(identity("bell-1"), "unit-b");

    var cleared = api.post(devices + "bell-1/clients/clear").json();

    assertThat(cleared.path("items").findValuesAsString("state"))
        .containsExactly("BANNED", "BANNED");
    assertThat(HOUSE.sessions.isOnline(identity("bell-1"))).isFalse();
    assertThat(api.get(devices + "bell-1/events").body()).contains("CLIENTS_CLEARED");
    assertThat(api.post(devices + "bell-1/clients/clear").problem()).isEqualTo("NO_LIVE_CLIENTS");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(api.get(devices + "nobody/risk").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.get(devices + "nobody/clients").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.post(devices + "nobody/risk/release").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.post(devices + "nobody/clients/clear").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.post(devices + "nobody/clients/x/keep").problem()).isEqualTo("NOT_FOUND");
    assertThat(api.get("/products/a1Nowhere01/risks").problem()).isEqualTo("NOT_FOUND");
  }

  private void evidence(String name, int pieces) {
    for (int i = 0; i < pieces; i++) {
      HOUSE
          .store
          .riskFiles()
          .add(
              List.of(
                  new Evidence(
                      identity(name),
                      EvidenceKind.SESSION_ALTERNATES,
                      HOUSE.clock.instant(),
                      null,
                      ORIGIN,
                      "10.0.8.4",
                      "seen")));
    }
  }

  private void units(String name, String... ids) {
    for (String id : ids) {
      HOUSE.clients.put(identity(name), id, HOUSE.clock.instant());
    }
  }

  private DeviceIdentity identity(String name) {
    return new DeviceIdentity(new ProductKey(productKey), name);
  }
}
