package io.mintmark.app;

import static io.mintmark.app.WholeServer.await;
import static io.mintmark.app.WholeServer.loggedIn;
import static io.mintmark.app.WholeServer.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.Message;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.Session;
import io.mintmark.devicekit.wire.SessionEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The main job, end to end: an order becomes identities, devices register with what was burned,
/// log in and exchange data, and the owner sees each of them arrive.
@TestInstance(Lifecycle.PER_CLASS)
class MainJobTest {

  @TempDir static Path data;
  private WholeServer whole;

  @BeforeAll
  void start() throws IOException {
    whole = WholeServer.start(data, settings());
  }

  /// Settings that choose the store and the broker.
  String[] settings() throws IOException {
    return new String[0];
  }

  @AfterAll
  void stop() {
    whole.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void unitsThatBurnTheirOwnSecretLogIn(String dialect) {
    String product = whole.api.product(whole.api.project(), dialect);
    String batch = whole.api.orderGenerated(product, 25);
    assertThat(whole.api.ready(batch).get("state").asString()).isEqualTo("READY");

    var rows = whole.api.file(batch);

    assertThat(rows.getFirst().getFirst())
        .isEqualTo(dialect.equals("TENCENT") ? "ProductID" : "ProductKey");
    assertThat(rows).hasSize(26);
    for (var row : rows.subList(1, rows.size())) {
      var credential = new Credential(new DeviceIdentity(row.get(0), row.get(1)), row.get(2));
      loggedIn(whole.usual(dialect), credential, MessageListener.DEAF);
    }
    assertThat(whole.api.device(product, rows.get(7).get(1)).get("state").asString())
        .isEqualTo("ACTIVATED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void unitsThatBurnOnlyTheProductSecretRegisterInEveryWayTheirFirmwareKnows(String dialect) {
    String product = whole.api.product(whole.api.project(), dialect);
    whole.api.registration(product, true);
    var ways = whole.firmware(dialect);
    var names = new ArrayList<String>();
    for (int i = 0; i < ways.size(); i++) {
      names.add("unit-000" + i);
    }
    whole.api.ready(
        whole.api.orderNames(product, "DYNAMIC_REGISTRATION", String.join("\r\n", names)));

    for (var way : ways.entrySet()) {
      var unit = whole.unit(product, names.removeLast());
      var credential = registered(way.getValue(), unit);
      loggedIn(way.getValue(), credential, MessageListener.DEAF);

      assertThat(whole.api.events(product, unit.identity().deviceName(), 3))
          .as(way.getKey())
          .containsExactly("REGISTRATION ISSUED", "ACTIVATION ACTIVATED", "LOGIN ADMITTED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void whatADeviceSendsReachesTheCloudProgramAndTheOtherWayRound(String dialect) throws Exception {
    String project = whole.api.project();
    String product = whole.api.product(project, dialect);
    var row = whole.api.file(ready(whole.api.orderGenerated(product, 1))).get(1);
    String name = row.get(1);
    var atDevice = new LinkedBlockingQueue<Message>();
    var device =
        loggedIn(
            whole.usual(dialect),
            new Credential(new DeviceIdentity(product, name), row.get(2)),
            (_, message) -> atDevice.add(message));
    var atCloud = new LinkedBlockingQueue<Message>();
    var cloud = cloudProgram(project, atCloud);
    String up = upTopic(dialect, product, "+");
    assertThat(await(cloud.subscribe(up, 1))).isEqualTo(1);
    String down = downTopic(dialect, product, name);
    assertThat(await(device.subscribe(down, 1))).isEqualTo(1);

    await(device.publish(upTopic(dialect, product, name), bytes("from the device"), 1));
    await(cloud.publish(down, bytes("from the cloud"), 1));

    assertThat(next(atCloud).text()).isEqualTo("from the device");
    assertThat(next(atDevice).text()).isEqualTo("from the cloud");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void aDeviceMayUseOnlyItsOwnTopics(String dialect) throws Exception {
    String project = whole.api.project();
    String product = whole.api.product(project, dialect);
    var rows = whole.api.file(ready(whole.api.orderGenerated(product, 2)));
    String own = rows.get(1).get(1);
    String other = rows.get(2).get(1);
    var device =
        loggedIn(
            whole.usual(dialect),
            new Credential(new DeviceIdentity(product, own), rows.get(1).get(2)),
            MessageListener.DEAF);
    var atCloud = new LinkedBlockingQueue<Message>();
    var cloud = cloudProgram(project, atCloud);
    await(cloud.subscribe(upTopic(dialect, product, "+"), 1));

    int granted = await(device.subscribe(downTopic(dialect, product, other), 1));
    await(device.publish(upTopic(dialect, product, other), bytes("forged"), 0));
    await(device.publish(upTopic(dialect, product, own), bytes("honest"), 1));

    assertThat(granted).isEqualTo(0x80);
    assertThat(next(atCloud).text()).isEqualTo("honest");
  }

  @Test
  void aCloudProgramSeesNothingOfAnotherProject() throws Exception {
    String product = whole.api.product(whole.api.project(), "ALIYUN");
    var stranger = cloudProgram(whole.api.project(), new LinkedBlockingQueue<>());

    int granted = await(stranger.subscribe(upTopic("ALIYUN", product, "+"), 1));

    assertThat(granted).isEqualTo(0x80);
  }

  @Test
  void aRevokedApplicationKeyEndsTheProgramsSession() {
    String project = whole.api.project();
    var key = whole.api.applicationKey(project);
    String id = key.get("id").asString();
    var fields = ConnectFields.mqtt311("c1", id, key.get("token").asString(), true, 60);
    var connected = await(whole.mqtts.connect(fields, MessageListener.DEAF));
    var session = ((LoginOutcome.Connected) connected).session();

    whole.api.revokeApplicationKey(project, id);

    assertThat(await(session.closed())).isEqualTo(SessionEnd.SERVER);
    assertThat(await(whole.mqtts.connect(fields, MessageListener.DEAF)))
        .isEqualTo(new LoginOutcome.Refused(4));
  }

  @Test
  void anApplicationKeyWithTheWrongTokenIsRefused() {
    var key = whole.api.applicationKey(whole.api.project());
    var fields = ConnectFields.mqtt311("c1", key.get("id").asString(), "wrong", true, 60);

    var outcome = await(whole.mqtts.connect(fields, MessageListener.DEAF));

    assertThat(outcome).isEqualTo(new LoginOutcome.Refused(4));
  }

  private Session cloudProgram(String project, BlockingQueue<Message> inbox) {
    var key = whole.api.applicationKey(project);
    var fields =
        ConnectFields.mqtt311(
            "c1", key.get("id").asString(), key.get("token").asString(), true, 60);
    return switch (await(whole.mqtts.connect(fields, (_, message) -> inbox.add(message)))) {
      case LoginOutcome.Connected(var session, _) -> session;
      case LoginOutcome.Refused(int code) -> throw new AssertionError("CONNACK " + code);
    };
  }

  private String ready(String batch) {
    whole.api.ready(batch);
    return batch;
  }

  private static String upTopic(String dialect, String product, String name) {
    return dialect.equals("ALIYUN")
        ? "/sys/%s/%s/thing/event/property/post".formatted(product, name)
        : "$thing/up/property/%s/%s".formatted(product, name);
  }

  private static String downTopic(String dialect, String product, String name) {
    return dialect.equals("ALIYUN")
        ? "/sys/%s/%s/thing/service/property/set".formatted(product, name)
        : "$thing/down/property/%s/%s".formatted(product, name);
  }

  private static Message next(BlockingQueue<Message> inbox) throws InterruptedException {
    var message = inbox.poll(20, TimeUnit.SECONDS);
    assertThat(message).as("a message").isNotNull();
    return message;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
