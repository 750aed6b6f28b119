package io.mintmark.app;

import static io.mintmark.app.WholeServer.await;
import static io.mintmark.app.WholeServer.loggedIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.Message;
import io.mintmark.devicekit.wire.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Gateways of both vendors against a whole server, its broker included.
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class GatewayTest {

  private static final JsonMapper JSON = new JsonMapper();

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

  @Test
  void anAliyunSubDeviceLivesThroughItsGateway() {
    var house = new Aliyun();
    var cloud = house.cloudProgram("/sys/%s/sub-1/thing/event/property/post");

    String secret = house.registered("sub-1");
    house.ask("/sys/%s/gw-1/thing/topo/add", "[" + house.signed("sub-1", secret) + "]", 200);
    house.ask("/ext/session/%s/gw-1/combine/login", house.signed("sub-1", secret), 200);
    house.publish("/sys/%s/sub-1/thing/event/property/post", "{\"t\":21}");

    assertThat(next(cloud).text()).isEqualTo("{\"t\":21}");
    assertThat(whole.api.device(house.product, "sub-1").get("online").asBoolean()).isTrue();
    assertThat(whole.api.device(house.product, "sub-1").at("/gateway/deviceName").asString())
        .isEqualTo("gw-1");
    assertThat(whole.api.events(house.product, "sub-1", 4))
        .containsExactly(
            "REGISTRATION ISSUED", "TOPOLOGY BOUND", "ACTIVATION ACTIVATED", "LOGIN ADMITTED");
  }

  @Test
  void anAliyunGatewayHearsOfADisabledSubDeviceAndThenOfTheTopology() {
    var house = new Aliyun();
    house.withSubDevice("sub-1");

    whole.api.act(house.product, "sub-1", "disable");

    assertThat(house.next("/ext/error/%s/gw-1").get("code").asInt()).isEqualTo(522);
    assertThat(house.next("/sys/%s/gw-1/thing/topo/change").at("/params/status").asInt())
        .isEqualTo(8);
    assertThat(whole.api.device(house.product, "sub-1").get("online").asBoolean()).isFalse();
    house.ask(
        "/ext/session/%s/gw-1/combine/login", house.signed("sub-1", house.secrets.get(1)), 522);
    whole.api.act(house.product, "sub-1", "enable");
    assertThat(house.next("/sys/%s/gw-1/thing/topo/change").at("/params/status").asInt())
        .isEqualTo(2);
    house.ask(
        "/ext/session/%s/gw-1/combine/login", house.signed("sub-1", house.secrets.get(1)), 200);
  }

  @Test
  void anAliyunGatewayHearsOfADeletedSubDevice() {
    var house = new Aliyun();
    house.withSubDevice("sub-1");

    whole.api.delete(house.product, "sub-1");

    assertThat(house.next("/ext/error/%s/gw-1").get("code").asInt()).isEqualTo(521);
    assertThat(house.next("/sys/%s/gw-1/thing/topo/change").at("/params/status").asInt())
        .isEqualTo(1);
    house.ask(
        "/ext/session/%s/gw-1/combine/login", house.signed("sub-1", house.secrets.get(1)), 6100);
  }

  @Test
  void aResetTakesASubDeviceFromItsGateway() {
    var house = new Aliyun();
    house.withSubDevice("sub-1");

    whole.api.act(house.product, "sub-1", "reset");

    assertThat(house.next("/ext/error/%s/gw-1").get("code").asInt()).isEqualTo(6401);
    assertThat(house.next("/sys/%s/gw-1/thing/topo/change").at("/params/status").asInt())
        .isEqualTo(1);
    house.ask(
        "/ext/session/%s/gw-1/combine/login", house.signed("sub-1", house.secrets.get(1)), 6401);
  }

  @Test
  void aTencentSubDeviceLivesThroughItsGateway() {
    var house = new Tencent();
    var cloud = house.cloudProgram("%s/sub-1/event");

    house.ask("bind", house.signed("sub-1"), 0);
    house.ask("bind", house.signed("sub-1"), 809);
    house.ask("online", house.named("sub-1"), 0);
    house.publish("%s/sub-1/event", "21");

    assertThat(next(cloud).text()).isEqualTo("21");
    assertThat(whole.api.device(house.product, "sub-1").get("state").asString())
        .isEqualTo("ACTIVATED");
    whole.api.act(house.product, "sub-1", "disable");
    assertThat(house.next("$gateway/operation/result/%s/gw-1").get("type").asString())
        .isEqualTo("offline");
    house.ask("online", house.named("sub-1"), 808);
    house.ask("offline", house.named("sub-1"), 0);
    house.ask("unbind", house.named("sub-1"), 0);
    house.ask("online", house.named("sub-1"), -1);
  }

  @Test
  void anOperatorTakesATencentSubDeviceFromItsGateway() {
    var house = new Tencent();
    house.ask("bind", house.signed("sub-1"), 0);

    var answer =
        whole.api.exchange(
            whole
                .api
                .request(
                    "/api/v1/products/%1$s/devices/gw-1/subdevices/%1$s/sub-1"
                        .formatted(house.product))
                .DELETE());

    assertThat(answer.statusCode()).isEqualTo(204);
    var change = house.next("$gateway/operation/result/%s/gw-1");
    assertThat(change.get("type").asString()).isEqualTo("change");
    assertThat(change.at("/payload/status").asInt()).isZero();
  }

  /// A product whose device `gw-1` is logged in; `sub-1` and `sub-2` are not.
  private abstract class House {
    final String project = whole.api.project();
    final String product;
    final List<String> secrets;
    final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    final Session gateway;

    House(String dialect) {
      product = whole.api.product(project, dialect);
      whole.api.registration(product, true);
      whole.api.gateways(product);
      String batch =
          whole.api.orderNames(product, "DEVICE_SECRET", "DeviceName\ngw-1\nsub-1\nsub-2\n");
      whole.api.ready(batch);
      var rows = whole.api.file(batch);
      int column = rows.getFirst().indexOf("DeviceSecret");
      secrets = rows.stream().skip(1).map(row -> row.get(column)).toList();
      var credential = new Credential(new DeviceIdentity(product, "gw-1"), secrets.getFirst());
      gateway = loggedIn(whole.usual(dialect), credential, (_, message) -> heard.add(message));
    }

    void publish(String topic, String payload) {
      await(gateway.publish(topic.formatted(product), payload.getBytes(StandardCharsets.UTF_8), 0));
    }

    /// The next message that the gateway hears; it must be on this topic.
    JsonNode next(String topic) {
      Message message = GatewayTest.next(heard);
      assertThat(message.topic()).isEqualTo(topic.formatted(product));
      return JSON.readTree(message.text());
    }

    /// What a cloud program receives that subscribed to this topic.
    BlockingQueue<Message> cloudProgram(String topic) {
      var received = new LinkedBlockingQueue<Message>();
      var key = whole.api.applicationKey(project);
      var fields =
          ConnectFields.mqtt311(
              "cloud", key.get("id").asString(), key.get("token").asString(), true, 60);
      var outcome = await(whole.mqtts.connect(fields, (_, message) -> received.add(message)));
      var session = ((LoginOutcome.Connected) outcome).session();
      await(session.subscribe(topic.formatted(product), 1));
      return received;
    }
  }

  private final class Aliyun extends House {

    Aliyun() {
      super("ALIYUN");
    }

    JsonNode ask(String topic, String params, int code) {
      publish(topic, "{\"id\":\"1\",\"version\":\"1.0\",\"params\":" + params + "}");
      JsonNode answer = next(topic + "_reply");
      assertThat(answer.get("code").asInt()).as("%s", answer).isEqualTo(code);
      return answer;
    }

    String registered(String name) {
      String params = "[{\"productKey\":\"%s\",\"deviceName\":\"%s\"}]".formatted(product, name);
      return ask("/sys/%s/gw-1/thing/sub/register", params, 200)
          .at("/data/0/deviceSecret")
          .asString();
    }

    void withSubDevice(String name) {
      String signed = signed(name, secrets.get(1));
      ask("/sys/%s/gw-1/thing/topo/add", "[" + signed + "]", 200);
      ask("/ext/session/%s/gw-1/combine/login", signed, 200);
    }

    String signed(String name, String secret) {
      String text =
          "clientId%1$s.%2$sdeviceName%2$sproductKey%1$stimestamp1".formatted(product, name);
      return """
      {"productKey":"%1$s","deviceName":"%2$s","clientId":"%1$s.%2$s","timestamp":"1",\
      "signMethod":"hmacSha256","sign":"%3$s"}"""
          .formatted(product, name, HexFormat.of().formatHex(hmac("HmacSHA256", secret, text)));
    }
  }

  private final class Tencent extends House {

    Tencent() {
      super("TENCENT");
    }

    void ask(String type, String device, int result) {
      publish(
          "$gateway/operation/%s/gw-1",
          "{\"type\":\"" + type + "\",\"payload\":{\"devices\":[" + device + "]}}");
      JsonNode answer = next("$gateway/operation/result/%s/gw-1");
      assertThat(answer.get("type").asString()).isEqualTo(type);
      assertThat(answer.at("/payload/devices/0/result").asInt()).isEqualTo(result);
    }

    String named(String name) {
      return "{\"product_id\":\"%s\",\"device_name\":\"%s\"}".formatted(product, name);
    }

    String signed(String name) {
      byte[] mac = hmac("HmacSHA1", secrets.get(1), product + name + ";7;1795178000");
      return """
      {"product_id":"%s","device_name":"%s","signature":"%s","random":7,\
      "timestamp":1795178000,"signmethod":"hmacsha1","authtype":"psk"}"""
          .formatted(product, name, Base64.getEncoder().encodeToString(mac));
    }
  }

  private static Message next(BlockingQueue<Message> queue) {
    try {
      Message message = queue.poll(20, TimeUnit.SECONDS);
      assertThat(message).as("a message").isNotNull();
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hmac(String algorithm, String key, String text) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
