package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.Message;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.CsvSource;

/// What the sample programs of the vendors' C SDKs were seen to do once they are logged in, through
/// a whole server and its broker, with a program in the cloud that answers them.
@TestInstance(Lifecycle.PER_CLASS)
class VendorSamplesTest {

  @TempDir static Path data;
  private WholeServer whole;
  private String project;

  @BeforeAll
  void start() throws Exception {
    whole = WholeServer.start(data);
    project = whole.api.project();
  }

  @AfterAll
  void stop() {
    whole.close();
  }

  /// Link SDK for C 4 and Link Kit 3 never subscribe to topics of the platform.
  @ParameterizedTest
  @CsvSource({
    "/sys/%s/sample/thing/event/property/post, /sys/%s/sample/thing/event/property/post_reply",
    "/sys/%s/sample/thing/config/get, /sys/%s/sample/thing/config/get_reply",
    "/ota/device/inform/%s/sample, /ota/device/upgrade/%s/sample"
  })
  void aliyunsCSdksAreAnsweredWithoutASubscription(String up, String down) throws Exception {
    String product = product("ALIYUN");
    cloud(up.formatted(product), (session, _) -> publish(session, down.formatted(product), "yes"));
    var inbox = new LinkedBlockingQueue<Message>();
    var device = device("ALIYUN", product, inbox);

    publish(device, up.formatted(product), "{\"id\":\"1\",\"params\":{}}");

    assertThat(next(inbox).topic()).isEqualTo(down.formatted(product));
  }

  @Test
  void tencentsMqttSampleHearsItsOwnWords() throws Exception {
    String product = product("TENCENT");
    String topic = product + "/sample/data";
    var inbox = new LinkedBlockingQueue<Message>();
    var device = device("TENCENT", product, inbox);
    WholeServer.await(device.subscribe(topic, 1));

    publish(device, topic, "{\"action\":\"publish_test\",\"count\":\"1\"}");

    assertThat(next(inbox).text()).contains("publish_test");
  }

  /// A request whose answer nobody gives is no trouble: the sample logs an error and goes on.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$thing/up/property|$thing/down/property|{\"method\":\"report\",\"clientToken\":\"t-1\"}",
        "$thing/up/property|$thing/down/property|{\"method\":\"get_status\",\"clientToken\":\"t-2\"}",
        "$ota/report|$ota/update|{\"type\":\"report_version\",\"report\":{\"version\":\"1\"}}"
      })
  void tencentsDataSampleIsAnsweredWhereItSubscribed(String up, String down, String payload)
      throws Exception {
    String product = product("TENCENT");
    String of = "/" + product + "/sample";
    cloud(up + of, (session, message) -> publish(session, down + of, message.text()));
    var inbox = new LinkedBlockingQueue<Message>();
    var device = device("TENCENT", product, inbox);
    WholeServer.await(device.subscribe(down + of, 0));

    publish(device, "$thing/up/service" + of, "{\"method\":\"unbind_device_request\"}");
    publish(device, up + of, payload);

    assertThat(next(inbox).text()).isEqualTo(payload);
  }

  private String product(String dialect) {
    String product = whole.api.product(project, dialect);
    whole.api.registration(product, true);
    whole.api.ready(whole.api.orderNames(product, "DYNAMIC_REGISTRATION", "DeviceName\nsample\n"));
    return product;
  }

  private Session device(String dialect, String product, BlockingQueue<Message> inbox) {
    var firmware = whole.usual(dialect);
    var credential = WholeServer.registered(firmware, whole.unit(product, "sample"));
    return WholeServer.loggedIn(firmware, credential, (_, message) -> inbox.add(message));
  }

  private void cloud(String filter, MessageListener listener) {
    var key = whole.api.applicationKey(project);
    var fields =
        ConnectFields.mqtt311(
            "cloud", key.get("id").asString(), key.get("token").asString(), true, 60);
    var outcome = WholeServer.await(whole.mqtts.connect(fields, listener));
    WholeServer.await(((LoginOutcome.Connected) outcome).session().subscribe(filter, 1));
  }

  private static void publish(Session session, String topic, String payload) {
    var _ = session.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1);
  }

  private static Message next(BlockingQueue<Message> inbox) throws InterruptedException {
    var message = inbox.poll(20, TimeUnit.SECONDS);
    assertThat(message).as("a message").isNotNull();
    return message;
  }
}
