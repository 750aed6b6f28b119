package io.mintmark.app;

import static io.mintmark.app.WholeServer.await;
import static io.mintmark.app.WholeServer.loggedIn;
import static io.mintmark.app.WholeServer.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.Firmware;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.Network;
import io.mintmark.devicekit.wire.SessionEnd;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A device and its copy, in two networks of the loopback, over live sockets.
@TestInstance(Lifecycle.PER_CLASS)
class CloneTest {

  @TempDir static Path data;
  private WholeServer whole;
  private Network home;
  private Network elsewhere;

  @BeforeAll
  void start() throws Exception {
    whole = WholeServer.start(data);
    home = Network.startAt(InetAddress.getByName("127.0.1.1"), 1);
    elsewhere = Network.startAt(InetAddress.getByName("127.0.2.1"), 1);
  }

  @AfterAll
  void stop() {
    home.close();
    elsewhere.close();
    whole.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void aCopyThatFightsForTheSessionIsFoundAndBothGoOn(String dialect) {
    var unit = listedUnit(dialect);
    var original = whole.usual(dialect, home);
    var copy = whole.usual(dialect, elsewhere);
    var credential = registered(original, unit);

    fightUntil(original, copy, credential, () -> verdict(unit).equals("CLONED"));

    var risk = risk(unit);
    assertThat(risk.get("risk").get("held").asBoolean()).isFalse();
    assertThat(risk.get("pieces").toString())
        .contains("SESSION_ALTERNATES")
        .contains("NETWORKS_AT_ONCE")
        .contains("127.0.1.1")
        .contains("127.0.2.1");
    assertThat(whole.api.get(path(unit.identity().productKey()) + "/risks").get("items"))
        .hasSize(1);
    assertThat(whole.api.events(product(unit), name(unit), 5))
        .contains("RISK VERDICT_SUSPECT", "RISK VERDICT_CLONED")
        .doesNotContain("RISK HELD");
    loggedIn(copy, credential, MessageListener.DEAF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void aProductThatHoldsRefusesBothUntilAnOperatorReleases(String dialect) {
    var unit = listedUnit(dialect);
    holdClones(unit);
    var original = whole.usual(dialect, home);
    var copy = whole.usual(dialect, elsewhere);
    var credential = registered(original, unit);

    fightUntil(original, copy, credential, () -> isHeld(unit));

    assertThat(await(original.login().login(credential, MessageListener.DEAF)))
        .isInstanceOf(LoginOutcome.Refused.class);
    assertThat(await(copy.login().login(credential, MessageListener.DEAF)))
        .isInstanceOf(LoginOutcome.Refused.class);
    assertThat(online(unit)).isFalse();
    assertThat(whole.api.events(product(unit), name(unit), 8))
        .contains("RISK HELD", "SESSION_CLOSED DEVICE_HELD", "LOGIN DEVICE_HELD");

    whole.api.post(path(unit) + "/risk/release", Map.of());

    loggedIn(original, credential, MessageListener.DEAF);
    assertThat(verdict(unit)).isEqualTo("CLEAR");
    assertThat(whole.api.events(product(unit), name(unit), 9)).contains("RISK RELEASED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void aHeldDeviceCannotRegisterEither(String dialect) {
    var unit = listedUnit(dialect);
    holdClones(unit);
    var original = whole.usual(dialect, home);
    var credential = registered(original, unit);
    fightUntil(original, whole.usual(dialect, elsewhere), credential, () -> isHeld(unit));
    whole.api.act(product(unit), name(unit), "reset"); // even one that was allowed to

    assertThat(await(original.registration().register(unit)))
        .isInstanceOf(RegistrationOutcome.Refused.class);

    assertThat(whole.api.events(product(unit), name(unit), 9)).contains("REGISTRATION DEVICE_HELD");
  }

  @ParameterizedTest
  @CsvSource({"ALIYUN", "TENCENT"})
  void aRegistrationRepeatedFromElsewhereIsEvidence(String dialect) {
    var unit = listedUnit(dialect);
    var original = whole.usual(dialect, home);
    var credential = registered(original, unit);
    var session = loggedIn(original, credential, MessageListener.DEAF);

    var refused = await(whole.usual(dialect, elsewhere).registration().register(unit));

    assertThat(refused).isInstanceOf(RegistrationOutcome.Refused.class);
    until(() -> risk(unit).get("pieces").size() == 1);
    var piece = risk(unit).get("pieces").get(0);
    assertThat(piece.get("kind").asString()).isEqualTo("REGISTERED_ELSEWHERE");
    assertThat(piece.get("address").asString()).isEqualTo("127.0.2.1");
    assertThat(piece.get("otherAddress").asString()).isEqualTo("127.0.1.1");
    assertThat(verdict(unit)).isEqualTo("CLEAR");
    assertThat(session.closed().toCompletableFuture()).isNotDone();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void aDeviceThatReconnectsInItsOwnNetworkIsNoEvidence(String dialect) {
    var unit = listedUnit(dialect);
    var firmware = whole.usual(dialect, home);
    var credential = registered(firmware, unit);
    for (int i = 0; i < 6; i++) {
      var older = loggedIn(firmware, credential, MessageListener.DEAF);
      loggedIn(firmware, credential, MessageListener.DEAF);
      assertThat(await(older.closed())).isEqualTo(SessionEnd.SERVER);
    }
    await(whole.usual(dialect, elsewhere).registration().register(unit)); // the first evidence

    until(() -> !risk(unit).get("pieces").isEmpty());

    assertThat(risk(unit).get("pieces")).hasSize(1);
    assertThat(risk(unit).get("pieces").get(0).get("kind").asString())
        .isEqualTo("REGISTERED_ELSEWHERE");
  }

  /// Each comes back for the session as soon as it has lost it, as SDKs do.
  private static void fightUntil(
      Firmware original, Firmware copy, Credential credential, BooleanSupplier over) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    for (int turn = 0; !over.getAsBoolean(); turn++) {
      assertThat(System.nanoTime()).as("fought in vain").isLessThan(end);
      await((turn % 2 == 0 ? original : copy).login().login(credential, MessageListener.DEAF));
      for (int i = 0; i < 10; i++) {
        Api.pause();
      }
    }
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      Api.pause();
    }
  }

  private void holdClones(ProductCredential unit) {
    var answer =
        whole.api.sent("PATCH", path(product(unit)) + "/rules", Map.of("onClones", "HOLD"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private ProductCredential listedUnit(String dialect) {
    String product = whole.api.product(whole.api.project(), dialect);
    whole.api.registration(product, true);
    whole.api.ready(
        whole.api.orderNames(product, "DYNAMIC_REGISTRATION", "DeviceName\nunit-0001\n"));
    return whole.unit(product, "unit-0001");
  }

  private JsonNode risk(ProductCredential unit) {
    return whole.api.get(path(unit) + "/risk");
  }

  private String verdict(ProductCredential unit) {
    return risk(unit).get("risk").get("verdict").asString();
  }

  private boolean isHeld(ProductCredential unit) {
    return whole.api.device(product(unit), name(unit)).get("held").asBoolean();
  }

  private boolean online(ProductCredential unit) {
    return whole.api.device(product(unit), name(unit)).get("online").asBoolean();
  }

  private static String path(String product) {
    return "/api/v1/products/" + product;
  }

  private static String path(ProductCredential unit) {
    return path(product(unit)) + "/devices/" + name(unit);
  }

  private static String product(ProductCredential unit) {
    return unit.identity().productKey();
  }

  private static String name(ProductCredential unit) {
    return unit.identity().deviceName();
  }
}
