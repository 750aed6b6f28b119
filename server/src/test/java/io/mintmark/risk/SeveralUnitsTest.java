package io.mintmark.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceClient.State;
import io.mintmark.device.DeviceIdentity;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Several units under one name: seen, switched and cleared.
class SeveralUnitsTest {

  private final Scene scene = new Scene();

  @Test
  void aNameWithTwoLiveUnitsIsARiskDeviceWithoutAnyEvidence() {
    units("unit-a", "unit-b");

    var report = scene.desk.find(Scene.DEVICE).orElseThrow();

    assertThat(report.verdict()).isEqualTo(Verdict.SUSPECT);
    assertThat(report.score()).isEqualTo(40);
    assertThat(report.liveClients()).isEqualTo(2);
    assertThat(scene.desk.page(Scene.DEVICE.product(), null, 10)).containsExactly(report);
  }

  @Test
  void aNameWithOneUnitIsNone() {
    units("unit-a");

    assertThat(scene.desk.find(Scene.DEVICE).orElseThrow().verdict()).isEqualTo(Verdict.CLEAR);
    assertThat(scene.desk.page(Scene.DEVICE.product(), null, 10)).isEmpty();
  }

  @Test
  void theListHoldsBothSortsOnceAndInOrder() {
    var alpha = new DeviceIdentity(Scene.DEVICE.product(), "alpha");
    var omega = new DeviceIdentity(Scene.DEVICE.product(), "omega");
    scene.clients.put(omega, "unit-a", scene.now());
    scene.clients.put(omega, "unit-b", scene.now());
    scene.clients.put(alpha, "unit-a", scene.now());
    scene.clients.put(alpha, "unit-b", scene.now());
    for (int i = 0; i < 6; i++) {
      scene.login(i % 2 == 0 ? "10.0.8.4" : "203.0.113.9").seconds(2);
    }
    units("unit-a", "unit-b"); // with evidence too
    scene.investigate();

    assertThat(names(null, 10)).containsExactly("alpha", "dev-pre-001", "omega");
    assertThat(names(null, 2)).containsExactly("alpha", "dev-pre-001");
    assertThat(names("dev-pre-001", 2)).containsExactly("omega");
  }

  @Test
  void aSwitchKeepsOneUnitAndClosesTheOthers() {
    units("unit-a", "unit-b", "unit-c");

    assertThat(scene.desk.keep(Scene.DEVICE, "unit-b")).isTrue();

    assertThat(states()).containsExactly(State.BANNED, State.ACTIVE, State.BANNED);
    assertThat(scene.closed).containsExactly("CLIENT_BANNED but unit-b");
    assertThat(scene.outcomes()).containsExactly("CLIENT_SWITCHED");
    assertThat(scene.desk.page(Scene.DEVICE.product(), null, 10)).isEmpty();
  }

  @Test
  void aSwitchToNobodyChangesNothing() {
    units("unit-a", "unit-b");

    assertThat(scene.desk.keep(Scene.DEVICE, "unit-x")).isFalse();

    assertThat(states()).containsOnly(State.ACTIVE);
    assertThat(scene.closed).isEmpty();
    assertThat(scene.events).isEmpty();
  }

  @Test
  void clearingRefusesAllUnits() {
    units("unit-a", "unit-b");

    assertThat(scene.desk.clear(Scene.DEVICE)).isEqualTo(2);

    assertThat(states()).containsOnly(State.BANNED);
    assertThat(scene.closed).containsExactly("CLIENT_BANNED");
    assertThat(scene.outcomes()).containsExactly("CLIENTS_CLEARED");
    assertThat(scene.desk.clear(Scene.DEVICE)).isZero();
    assertThat(scene.closed).hasSize(1);
  }

  @Test
  void eachUnitIsShownWithItsLatestLogin() {
    units("unit-a", "unit-online");
    scene.watch.loggedIn(Scene.DEVICE, "unit-online", Scene.mqtt("10.0.8.4"), "old");
    scene.seconds(1);
    scene.watch.loggedIn(Scene.DEVICE, "unit-online", Scene.mqtt("10.0.8.5"), "new");
    scene.investigate();

    var units = scene.desk.units(Scene.DEVICE);

    assertThat(units.get(0).lastLogin()).isNull();
    assertThat(units.get(0).online()).isFalse();
    assertThat(units.get(1).lastLogin())
        .isEqualTo(
            new ClientLogin(
                Scene.DEVICE, "unit-online", scene.now(), Scene.mqtt("10.0.8.5"), "new"));
    assertThat(units.get(1).online()).isTrue();
  }

  private void units(String... ids) {
    for (String id : ids) {
      scene.clients.put(Scene.DEVICE, id, scene.now());
    }
  }

  private List<State> states() {
    return scene.clients.ofName(Scene.DEVICE).stream().map(client -> client.state()).toList();
  }

  private List<String> names(String after, int limit) {
    return scene.desk.page(Scene.DEVICE.product(), after, limit).stream()
        .map(report -> report.identity().name())
        .toList();
  }
}
