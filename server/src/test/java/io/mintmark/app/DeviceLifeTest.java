package io.mintmark.app;

import static io.mintmark.app.WholeServer.await;
import static io.mintmark.app.WholeServer.loggedIn;
import static io.mintmark.app.WholeServer.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.Burned;
import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.SessionEnd;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an operator does to a device, and what the device then meets, over live sockets. The codes
/// are the ones that each vendor's devices know.
@TestInstance(Lifecycle.PER_CLASS)
class DeviceLifeTest {

  @TempDir static Path data;
  private WholeServer whole;

  @BeforeAll
  void start() throws IOException {
    whole = WholeServer.start(data);
  }

  @AfterAll
  void stop() {
    whole.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void aRepeatedRegistrationGetsTheSameSecretUntilTheFirstLogin(String dialect) {
    var unit = listedUnit(dialect);
    var firmware = whole.usual(dialect);

    var first = registered(firmware, unit);
    var again = registered(firmware, unit);

    assertThat(again).isEqualTo(first);
    loggedIn(firmware, again, MessageListener.DEAF);
  }

  @ParameterizedTest
  @CsvSource({"ALIYUN, 6289", "TENCENT, UnsupportedOperation"})
  void anActivatedDeviceRegistersAgainOnlyAfterAReset(String dialect, String code) {
    var unit = listedUnit(dialect);
    var firmware = whole.usual(dialect);
    var credential = registered(firmware, unit);
    loggedIn(firmware, credential, MessageListener.DEAF);

    var refused = await(firmware.registration().register(unit));
    whole.api.act(product(unit), name(unit), "reset");
    var afterReset = registered(firmware, unit);

    assertThat(refused).isInstanceOf(RegistrationOutcome.Refused.class);
    assertThat(((RegistrationOutcome.Refused) refused).code()).startsWith(code);
    assertThat(afterReset).isEqualTo(credential);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void disablingClosesTheSessionAtOnceAndKeepsTheDeviceOutUntilItIsEnabled(String dialect) {
    var credential = burnedUnit(dialect);
    var firmware = whole.usual(dialect);
    var session = loggedIn(firmware, credential, MessageListener.DEAF);

    whole.api.act(product(credential), name(credential), "disable");

    assertThat(await(session.closed())).isEqualTo(SessionEnd.SERVER);
    assertThat(await(firmware.login().login(credential, MessageListener.DEAF)))
        .isEqualTo(new LoginOutcome.Refused(5));
    whole.api.act(product(credential), name(credential), "enable");
    loggedIn(firmware, credential, MessageListener.DEAF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void deletingEndsTheIdentityForGood(String dialect) {
    var unit = listedUnit(dialect);
    var firmware = whole.usual(dialect);
    var credential = registered(firmware, unit);
    var session = loggedIn(firmware, credential, MessageListener.DEAF);

    whole.api.delete(product(unit), name(unit));

    assertThat(await(session.closed())).isEqualTo(SessionEnd.SERVER);
    assertThat(await(firmware.login().login(credential, MessageListener.DEAF)))
        .isEqualTo(new LoginOutcome.Refused(4));
    whole.api.ready(whole.api.orderNames(product(unit), "DYNAMIC_REGISTRATION", name(unit)));
    var newborn = registered(firmware, unit);
    assertThat(newborn.deviceSecret()).isNotEqualTo(credential.deviceSecret());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void aNewerLoginClosesTheOlderConnection(String dialect) {
    var credential = burnedUnit(dialect);
    var firmware = whole.usual(dialect);
    var older = loggedIn(firmware, credential, MessageListener.DEAF);

    var newer = loggedIn(firmware, credential, MessageListener.DEAF);

    assertThat(await(older.closed())).isEqualTo(SessionEnd.SERVER);
    assertThat(newer.closed().toCompletableFuture()).isNotDone();
    assertThat(whole.api.device(product(credential), name(credential)).get("online").asBoolean())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void theLateEndOfAnOlderSessionDoesNotTakeTheNewerOneOffline(String dialect) {
    var credential = burnedUnit(dialect);
    var firmware = whole.usual(dialect);
    loggedIn(firmware, credential, MessageListener.DEAF);
    var newer = loggedIn(firmware, credential, MessageListener.DEAF);

    var events = whole.api.events(product(credential), name(credential), 4);

    assertThat(events).contains("SESSION_CLOSED TAKEN_OVER");
    var device = whole.api.device(product(credential), name(credential));
    assertThat(device.get("online").asBoolean()).isTrue();
    assertThat(device.get("lastAddress").asString()).isEqualTo("127.0.0.1");
    assertThat(device.get("lastSeenAt").asString()).isNotEmpty();
    assertThat(device.get("sdk").asString()).isNotEmpty();
    newer.disconnect();
    whole.api.events(product(credential), name(credential), 5);
    assertThat(whole.api.device(product(credential), name(credential)).get("online").asBoolean())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void theSwitchRefusesNewRegistrationsAndLeavesActivatedDevicesAlone(String dialect) {
    var unit = listedUnit(dialect);
    var firmware = whole.usual(dialect);
    var credential = registered(firmware, unit);
    whole.api.registration(product(unit), false);

    var refused = await(firmware.registration().register(unit));

    assertThat(refused).isInstanceOf(RegistrationOutcome.Refused.class);
    loggedIn(firmware, credential, MessageListener.DEAF);
    assertThat(whole.api.events(product(unit), name(unit), 4))
        .containsExactly(
            "REGISTRATION ISSUED",
            "REGISTRATION REGISTRATION_OFF",
            "ACTIVATION ACTIVATED",
            "LOGIN ADMITTED");
  }

  @ParameterizedTest
  @CsvSource({"ALIYUN, 6600", "TENCENT, AuthFailure.SignatureFailure"})
  void aWrongProductSecretLearnsNothingAboutTheDevice(String dialect, String code) {
    var unit = listedUnit(dialect);
    var firmware = whole.usual(dialect);
    var listed = new ProductCredential(unit.identity(), "WrongSecret0123456789abc");
    var unlisted =
        new ProductCredential(
            new DeviceIdentity(product(unit), "nobody-1"), listed.productSecret());

    var aboutListed = await(firmware.registration().register(listed));
    var aboutUnlisted = await(firmware.registration().register(unlisted));

    assertThat(aboutListed).isEqualTo(aboutUnlisted);
    assertThat(((RegistrationOutcome.Refused) aboutListed).code()).isEqualTo(code);
  }

  private ProductCredential listedUnit(String dialect) {
    String product = whole.api.product(whole.api.project(), dialect);
    whole.api.registration(product, true);
    whole.api.ready(
        whole.api.orderNames(product, "DYNAMIC_REGISTRATION", "DeviceName\nunit-0001\n"));
    return whole.unit(product, "unit-0001");
  }

  private Credential burnedUnit(String dialect) {
    String product = whole.api.product(whole.api.project(), dialect);
    String batch = whole.api.orderGenerated(product, 1);
    whole.api.ready(batch);
    var row = whole.api.file(batch).get(1);
    return new Credential(new DeviceIdentity(row.get(0), row.get(1)), row.get(2));
  }

  private static String product(Burned unit) {
    return unit.identity().productKey();
  }

  private static String name(Burned unit) {
    return unit.identity().deviceName();
  }
}
