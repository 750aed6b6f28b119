package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The vendor's own two Node SDKs, unmodified, against a whole server; the stories stand in
/// `sdk-tests`.
@TestInstance(Lifecycle.PER_CLASS)
class VendorSdkTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path STORIES = Path.of("..", "sdk-tests");

  @TempDir static Path data;
  private WholeServer whole;
  private String project;
  private String product;

  @BeforeAll
  void start() throws IOException {
    whole = WholeServer.start(data);
    project = whole.api.project();
    product = whole.api.product(project, "ALIYUN");
    whole.api.registration(product, true);
    whole.api.gateways(product);
    whole.api.ready(
        whole.api.orderNames(
            product,
            "DYNAMIC_REGISTRATION",
            """
            DeviceName
            new-sdk
            old-sdk
            wrong-product
            wrong-device
            wrong-name
            gateway-mqtt
            gateway-mqtts
            sub-mqtt
            sub-mqtts
            transports
            serves-mqtt
            serves-mqtts
            taken-over-mqtt
            taken-over-mqtts
            insists-new
            insists-old
            patient-new
            patient-old
            """));
  }

  @AfterAll
  void stop() {
    whole.close();
  }

  @Test
  void theNewSdkRegistersLogsInAndExchangesData() throws Exception {
    answerUpdates("new-sdk");

    var told = tell("new-sdk-lives", "new-sdk");

    assertThat(told.get("codeAfterActivation").asInt()).isEqualTo(6289);
    assertThat(whole.api.device(product, "new-sdk").get("state").asString()).isEqualTo("ACTIVATED");
  }

  @Test
  void theOldSdkRegistersAndLogsInWithEveryAlgorithmItHas() throws Exception {
    var told = tell("old-sdk-lives", "old-sdk");

    assertThat(told.get("logins")).hasSize(6);
  }

  @Test
  void bothSdksSpeakOverEveryTransport() throws Exception {
    answerUpdates("transports");

    var told = run("every-transport", burned("transports"));

    assertThat(told.get("received")).hasSize(8);
    assertThat(told.get("received"))
        .allSatisfy(payload -> assertThat(payload.asString()).isEqualTo("answer"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqtt", "mqtts"})
  void theNewSdkReportsAndIsCalledByTheCloud(String scheme) throws Exception {
    converse("serves-" + scheme);
    var argument = burned("serves-" + scheme);
    argument.put("scheme", scheme);

    var told = run("new-sdk-serves-the-cloud", argument);

    assertThat(told.at("/reported/id").asString()).contains("|exp-topic|/sys/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqtt", "mqtts"})
  void whoIsTakenOverComesBackByItself(String scheme) throws Exception {
    String name = "taken-over-" + scheme;
    answerUpdates(name);
    var argument = burned(name);
    argument.put("scheme", scheme);

    var told = run("taken-over", argument);

    assertThat(told.get("received")).hasSize(2);
    assertThat(whole.api.events(product, name, 1)).contains("SESSION_CLOSED TAKEN_OVER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "old"})
  void whoInsistsOnAWrongSecretIsSlowedDownAndNobodyElse(String sdk) throws Exception {
    var argument = burned("insists-" + sdk);
    var other = burned("patient-" + sdk);
    argument.put("sdk", sdk);
    argument.put("timeoutMillis", 60_000);
    argument.put(
        "other",
        Map.of("deviceName", other.get("deviceName"), "deviceSecret", other.get("deviceSecret")));

    var told = run("insisting-on-a-wrong-secret", argument);

    var connacks = told.get("connacks");
    assertThat(connacks.size()).isGreaterThan(5);
    for (int i = 0; i < connacks.size() - 1; i++) {
      assertThat(connacks.get(i).asInt()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqtt", "mqtts"})
  void theNewSdkIsAGateway(String scheme) throws Exception {
    String name = "sub-" + scheme;
    answerReports(name);
    var argument = burned("gateway-" + scheme);
    argument.put("scheme", scheme);
    argument.put("subDeviceName", name);

    var told = run("new-sdk-gateway", argument);

    assertThat(told.at("/received/power").asInt()).isEqualTo(1);
    assertThat(whole.api.events(product, name, 7))
        .startsWith(
            "REGISTRATION ISSUED",
            "TOPOLOGY BOUND",
            "ACTIVATION ACTIVATED",
            "LOGIN ADMITTED",
            "SESSION_CLOSED LOGGED_OUT");
  }

  @Test
  void aWrongProductSecretGetsTheCodeForAWrongSignature() throws Exception {
    var told = tell("wrong-product-secret", "wrong-product");

    assertThat(told.get("codes")).allSatisfy(code -> assertThat(code.asInt()).isEqualTo(6600));
  }

  @Test
  void aWrongDeviceSecretGetsConnack4() throws Exception {
    var told = tell("wrong-device-secret", "wrong-device");

    assertThat(told.get("connacks")).allSatisfy(code -> assertThat(code.asInt()).isEqualTo(4));
  }

  @Test
  void aSignatureMadeWithAnotherAlgorithmThanItsNameSaysIsRefused() throws Exception {
    var told = tell("wrong-algorithm-name", "wrong-name");

    assertThat(told.get("codes")).allSatisfy(code -> assertThat(code.asInt()).isEqualTo(6600));
    assertThat(told.get("connacks")).allSatisfy(code -> assertThat(code.asInt()).isEqualTo(4));
  }

  /// A cloud program that answers each update of a device with a message to it.
  private void answerUpdates(String deviceName) {
    answer(
        "/%s/%s/user/update".formatted(product, deviceName),
        "/%s/%s/user/get".formatted(product, deviceName),
        "answer");
  }

  /// A cloud program that answers each property report of a device with a property to be set.
  private void answerReports(String deviceName) {
    answer(
        "/sys/%s/%s/thing/event/property/post".formatted(product, deviceName),
        "/sys/%s/%s/thing/service/property/set".formatted(product, deviceName),
        "{\"id\":\"1\",\"params\":{\"power\":1}}");
  }

  /// A cloud program that replies to reports, sends what the device asks for on its custom topic,
  /// and repeats there what the device answers.
  private void converse(String deviceName) {
    String sys = "/sys/%s/%s".formatted(product, deviceName);
    String user = "/%s/%s/user".formatted(product, deviceName);
    program(
        (session, message) -> {
          var json = JSON.readTree(message.text());
          if (message.topic().equals(user + "/update")) {
            publish(session, json.get("topic").asString(), json.get("payload").toString());
          } else if (message.topic().endsWith("/post")) {
            publish(
                session,
                message.topic() + "_reply",
                "{\"id\":%s,\"code\":200,\"data\":{},\"message\":\"success\"}"
                    .formatted(json.get("id")));
          } else {
            publish(session, user + "/get", message.text());
          }
        },
        user + "/update",
        sys + "/thing/event/+/post",
        sys + "/thing/service/blink_reply",
        sys + "/rrpc/response/+");
  }

  private void answer(String up, String down, String payload) {
    program((session, _) -> publish(session, down, payload), up);
  }

  private void program(MessageListener listener, String... filters) {
    var key = whole.api.applicationKey(project);
    var fields =
        ConnectFields.mqtt311(
            "answers", key.get("id").asString(), key.get("token").asString(), true, 60);
    var outcome = WholeServer.await(whole.mqtts.connect(fields, listener));
    Session session = ((LoginOutcome.Connected) outcome).session();
    for (String filter : filters) {
      WholeServer.await(session.subscribe(filter, 1));
    }
  }

  private static void publish(Session session, String topic, String payload) {
    var _ = session.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1);
  }

  private JsonNode tell(String story, String deviceName) throws Exception {
    boolean needsSecret = Set.of("wrong-device-secret", "wrong-algorithm-name").contains(story);
    var argument = needsSecret ? burned(deviceName) : argument(deviceName);
    return run(story, argument);
  }

  /// The argument for a device that has its secret.
  private Map<String, Object> burned(String deviceName) {
    var argument = argument(deviceName);
    var unit = whole.unit(product, deviceName);
    argument.put(
        "deviceSecret", WholeServer.registered(whole.usual("ALIYUN"), unit).deviceSecret());
    return argument;
  }

  private Map<String, Object> argument(String deviceName) {
    var addresses = whole.server.addresses();
    var argument = new HashMap<String, Object>();
    argument.put("host", "localhost");
    argument.put("httpPort", addresses.http().getPort());
    argument.put("httpsPort", addresses.https().getPort());
    argument.put("mqttPort", addresses.mqtt().getPort());
    argument.put("mqttsPort", addresses.mqtts().getPort());
    argument.put("productKey", product);
    argument.put("productSecret", whole.unit(product, deviceName).productSecret());
    argument.put("deviceName", deviceName);
    return argument;
  }

  private JsonNode run(String story, Map<String, Object> argument) throws Exception {
    Path output = data.resolve(story + "-" + argument.get("deviceName") + ".out");
    var builder =
        new ProcessBuilder(
                "node", "stories/%s.js".formatted(story), JSON.writeValueAsString(argument))
            .directory(STORIES.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("NODE_EXTRA_CA_CERTS", whole.server.authorityFile().toString());
    var node = builder.start();
    boolean ended = node.waitFor(90, TimeUnit.SECONDS);
    node.destroyForcibly();
    var lines = java.nio.file.Files.readAllLines(output);
    assertThat(ended).as("the story came to an end: %s", lines).isTrue();
    var told = JSON.readTree(lines.getLast());
    assertThat(told.get("ok").asBoolean()).as("%s", lines).isTrue();
    return told;
  }
}
