package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
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
    whole.api.ready(
        whole.api.orderNames(
            product,
            "DYNAMIC_REGISTRATION",
            "DeviceName\nnew-sdk\nold-sdk\nwrong-product\nwrong-device\nwrong-name\n"));
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
    var key = whole.api.applicationKey(project);
    var fields =
        ConnectFields.mqtt311(
            "answers", key.get("id").asString(), key.get("token").asString(), true, 60);
    String down = "/%s/%s/user/get".formatted(product, deviceName);
    var outcome =
        WholeServer.await(
            whole.mqtts.connect(
                fields,
                (session, _) -> {
                  var _ = session.publish(down, "answer".getBytes(StandardCharsets.UTF_8), 1);
                }));
    Session session = ((LoginOutcome.Connected) outcome).session();
    WholeServer.await(session.subscribe("/%s/%s/user/update".formatted(product, deviceName), 1));
  }

  private JsonNode tell(String story, String deviceName) throws Exception {
    var addresses = whole.server.addresses();
    var unit = whole.unit(product, deviceName);
    var argument = new HashMap<String, Object>();
    argument.put("host", "localhost");
    argument.put("httpPort", addresses.http().getPort());
    argument.put("httpsPort", addresses.https().getPort());
    argument.put("mqttPort", addresses.mqtt().getPort());
    argument.put("mqttsPort", addresses.mqtts().getPort());
    argument.put("productKey", product);
    argument.put("productSecret", unit.productSecret());
    argument.put("deviceName", deviceName);
    if (story.equals("wrong-device-secret") || story.equals("wrong-algorithm-name")) {
      argument.put(
          "deviceSecret", WholeServer.registered(whole.usual("ALIYUN"), unit).deviceSecret());
    }
    return run(story, argument);
  }

  private JsonNode run(String story, Map<String, Object> argument) throws Exception {
    Path output = data.resolve(story + ".out");
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
