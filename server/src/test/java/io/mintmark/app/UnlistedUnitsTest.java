package io.mintmark.app;

import static io.mintmark.app.WholeServer.await;
import static io.mintmark.app.WholeServer.loggedIn;
import static io.mintmark.app.WholeServer.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.aliyun.AliyunTokenLogin;
import io.mintmark.devicekit.aliyun.AliyunUnlistedRegistration;
import io.mintmark.devicekit.aliyun.UnitCredential;
import io.mintmark.devicekit.aliyun.UnlistedOutcome;
import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.Message;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.MqttClient;
import io.mintmark.devicekit.wire.Session;
import io.mintmark.devicekit.wire.SessionEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names that nobody listed, from the first registration to the last login, at a whole server.
@TestInstance(Lifecycle.PER_CLASS)
class UnlistedUnitsTest {

  private static final Pattern PUSH =
      Pattern.compile(
          "\\{\"productKey\":\"a1CapTure01\",\"deviceName\":\"dev-nwl-001\","
              + "\"clientId\":\"([A-Za-z0-9]{1,69})\",\"deviceToken\":\"([A-Za-z0-9]{1,63})\"}");

  @TempDir static Path data;
  private WholeServer whole;

  @BeforeAll
  void start() throws IOException {
    whole = WholeServer.start(data, store());
  }

  /// Where the server under test keeps its rows.
  String[] store() {
    return new String[0];
  }

  @AfterAll
  void stop() {
    whole.close();
  }

  @Test
  void fiveUnitsShareANameAndTakeItsSessionFromEachOther() {
    var unit = unit("ALIYUN");
    var units = new ArrayList<UnitCredential>();
    for (int i = 0; i < 5; i++) {
      units.add(admitted(unit));
    }

    assertThat(register(unit)).isEqualTo(new UnlistedOutcome.Refused(4));
    assertThat(units).extracting(UnitCredential::clientId).doesNotHaveDuplicates();
    Session before = null;
    for (var credential : units) {
      var session = loggedInByToken(credential);
      if (before != null) {
        assertThat(await(before.closed())).isEqualTo(SessionEnd.SERVER);
      }
      before = session;
    }
    assertThat(device(unit).get("online").asBoolean()).isTrue();
    assertThat(device(unit).get("activatedAt").isNull()).isFalse();
  }

  /// aliyun-device V3 and §6.5: the very CONNECT that Link SDK for C 4.2.0 sent, and the login that
  /// it makes of the answer.
  @ParameterizedTest
  @CsvSource({
    "'dev-nwl-001.a1CapTure01|random=1227633181,authType=regnwl,securemode=2,"
        + "signmethod=hmacsha256,instanceId=iot-060a0bcd|'",
    "'dev-nwl-001|securemode=-2,authType=regnwl,random=1227633181,signmethod=hmacsha256|'"
  })
  void whatTheVendorsSdkSentIsAnsweredSoThatItsLoginWorks(String clientId) {
    captureProduct();
    var push = new CompletableFuture<Message>();

    var connack =
        await(
            whole.mqtts.connect(
                ConnectFields.mqtt311(
                    clientId,
                    "dev-nwl-001&a1CapTure01",
                    "0D611C0E65B814940FDC31AEE6A49EBDB89106F500F5DAD707AC9DB3527EA562",
                    true,
                    1200),
                (_, message) -> push.complete(message)));

    assertThat(connack).isInstanceOf(LoginOutcome.Connected.class);
    assertThat(await(push).topic()).isEqualTo("/ext/regnwl");
    var answer = PUSH.matcher(await(push).text());
    assertThat(answer.matches()).isTrue();
    var login =
        await(
            whole.mqtts.connect(
                ConnectFields.mqtt311(
                    answer.group(1) + "|authType=connwl,securemode=-2,_ss=1,ext=3,_v=sdk-c-4.2.0|",
                    "dev-nwl-001&a1CapTure01",
                    answer.group(2),
                    true,
                    1200),
                MessageListener.DEAF));
    assertThat(login).isInstanceOf(LoginOutcome.Connected.class);
  }

  private void captureProduct() {
    if (whole.api.exchange(whole.api.request("/api/v1/products/a1CapTure01")).statusCode() == 404) {
      whole.api.product(whole.api.project(), "ALIYUN", "a1CapTure01", "PsCapture0123456");
      whole.api.registration("a1CapTure01", "UNLISTED");
    }
  }

  @Test
  void aTokenIsGoodForItsOwnUnitOnly() {
    var unit = unit("ALIYUN");
    var one = admitted(unit);
    var other = admitted(unit);

    var mixed = new UnitCredential(one.identity(), one.clientId(), other.deviceToken());
    var unknown = new UnitCredential(one.identity(), "CID0", one.deviceToken());

    assertThat(login(mixed)).isEqualTo(new LoginOutcome.Refused(4));
    assertThat(login(unknown)).isEqualTo(new LoginOutcome.Refused(4));
    assertThat(whole.api.events(product(unit), name(unit), 5))
        .filteredOn(event -> !event.startsWith("RISK"))
        .containsExactly(
            "REGISTRATION ADMITTED",
            "REGISTRATION ADMITTED",
            "LOGIN TOKEN_WRONG",
            "LOGIN CLIENT_UNKNOWN");
  }

  @Test
  void withoutTlsNeitherTheRegistrationNorTheTokenIsTaken() {
    var unit = unit("ALIYUN");
    var credential = admitted(unit);

    assertThat(register(whole.mqtt, unit)).isEqualTo(new UnlistedOutcome.Refused(2));
    assertThat(await(new AliyunTokenLogin(whole.mqtt).login(credential, MessageListener.DEAF)))
        .isEqualTo(new LoginOutcome.Refused(2));
  }

  @Test
  void deletingTheNameEndsAllItsTokensEvenIfItIsTakenAnew() {
    var unit = unit("ALIYUN");
    var credential = admitted(unit);
    var session = loggedInByToken(credential);

    whole.api.delete(product(unit), name(unit));

    assertThat(await(session.closed())).isEqualTo(SessionEnd.SERVER);
    assertThat(login(credential)).isEqualTo(new LoginOutcome.Refused(4));
    var newborn = admitted(unit);
    assertThat(login(credential)).isEqualTo(new LoginOutcome.Refused(4));
    loggedInByToken(newborn);
  }

  @Test
  void disablingClosesTheSessionAndKeepsAllUnitsOut() {
    var unit = unit("ALIYUN");
    var credential = admitted(unit);
    var session = loggedInByToken(credential);

    whole.api.act(product(unit), name(unit), "disable");

    assertThat(await(session.closed())).isEqualTo(SessionEnd.SERVER);
    assertThat(login(credential)).isEqualTo(new LoginOutcome.Refused(5));
    assertThat(register(unit)).isEqualTo(new UnlistedOutcome.Refused(4));
    whole.api.act(product(unit), name(unit), "enable");
    loggedInByToken(credential);
  }

  @Test
  void theSwitchRefusesNewUnitsAndLeavesThoseAdmittedAlone() {
    var unit = unit("ALIYUN");
    var credential = admitted(unit);

    whole.api.registration(product(unit), "LISTED");
    assertThat(register(unit)).isEqualTo(new UnlistedOutcome.Refused(4));
    whole.api.registration(product(unit), "OFF");
    assertThat(register(unit)).isEqualTo(new UnlistedOutcome.Refused(4));

    loggedInByToken(credential);
  }

  @Test
  void aListedNameTakesNoUnits() {
    var unit = unit("ALIYUN");
    whole.api.ready(whole.api.orderNames(product(unit), "DYNAMIC_REGISTRATION", name(unit)));

    assertThat(register(unit)).isEqualTo(new UnlistedOutcome.Refused(4));
    assertThat(whole.api.events(product(unit), name(unit), 1))
        .contains("REGISTRATION NAME_IS_LISTED");
  }

  @Test
  void anUnlistedNameGivesItsSecretToNobody() {
    var unit = unit("ALIYUN");
    admitted(unit);

    var overMqtt = await(whole.firmware("ALIYUN").get("MQTTS").registration().register(unit));
    var overHttp = await(whole.firmware("ALIYUN").get("HTTPS").registration().register(unit));

    assertThat(overMqtt).isEqualTo(new RegistrationOutcome.Refused("4", "CONNACK"));
    assertThat(overHttp)
        .isInstanceOfSatisfying(
            RegistrationOutcome.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo("6100"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP generation 1", "HTTPS generation 2"})
  void aTencentDeviceThatNobodyListedIsCreatedAndLivesLikeAnyOther(String way) {
    var unit = unit("TENCENT");
    var firmware = whole.firmware("TENCENT").get(way);

    var credential = registered(firmware, unit);
    var again = registered(firmware, unit);

    assertThat(again).isEqualTo(credential);
    loggedIn(firmware, credential, MessageListener.DEAF);
    assertThat(await(firmware.registration().register(unit)))
        .isInstanceOf(RegistrationOutcome.Refused.class);
    assertThat(whole.api.events(product(unit), name(unit), 5))
        .containsExactly(
            "REGISTRATION CREATED",
            "REGISTRATION REPEATED",
            "ACTIVATION ACTIVATED",
            "LOGIN ADMITTED",
            "REGISTRATION ALREADY_ACTIVATED");
  }

  private ProductCredential unit(String dialect) {
    String product = whole.api.product(whole.api.project(), dialect);
    whole.api.registration(product, "UNLISTED");
    return whole.unit(product, "unit-0001");
  }

  private UnitCredential admitted(ProductCredential unit) {
    var outcome = register(unit);
    assertThat(outcome).isInstanceOf(UnlistedOutcome.Admitted.class);
    return ((UnlistedOutcome.Admitted) outcome).credential();
  }

  private UnlistedOutcome register(ProductCredential unit) {
    return register(whole.mqtts, unit);
  }

  private static UnlistedOutcome register(MqttClient mqtt, ProductCredential unit) {
    return await(AliyunUnlistedRegistration.likeC4(mqtt, new SecureRandom()).register(unit));
  }

  private LoginOutcome login(UnitCredential credential) {
    return await(new AliyunTokenLogin(whole.mqtts).login(credential, MessageListener.DEAF));
  }

  private Session loggedInByToken(UnitCredential credential) {
    var outcome = login(credential);
    assertThat(outcome).isInstanceOf(LoginOutcome.Connected.class);
    return ((LoginOutcome.Connected) outcome).session();
  }

  private tools.jackson.databind.JsonNode device(ProductCredential unit) {
    return whole.api.device(product(unit), name(unit));
  }

  private static String product(ProductCredential unit) {
    return unit.identity().productKey();
  }

  private static String name(ProductCredential unit) {
    return unit.identity().deviceName();
  }
}
