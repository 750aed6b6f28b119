package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.mintmark.broker.BrokerSettings;
import io.mintmark.broker.EmbeddedBroker;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.EventKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The gate before a real broker, with real clients on both sides.
@ExtendWith(LeakWatch.class)
class BrokerBehindGateTest {

  private static final DeviceIdentity D1 = TestDialect.device("d1");

  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private TestGate gate;

  @BeforeAll
  static void startBroker() throws Exception {
    broker =
        new EmbeddedBroker(BrokerSettings.in(folder), new SecureRandom(), InstantSource.system());
    broker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.stop();
  }

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate(GateSettings.DEFAULT, broker);
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  private Mqtt3BlockingClient device3(String name) {
    return MqttClient.builder()
        .useMqttVersion3()
        .serverHost("127.0.0.1")
        .serverPort(gate.addresses.mqtt().getPort())
        .identifier("x." + name)
        .simpleAuth()
        .username("login:P1/" + name)
        .password("right".getBytes(StandardCharsets.UTF_8))
        .applySimpleAuth()
        .buildBlocking();
  }

  private Mqtt5BlockingClient client5(String clientId, String username) {
    return MqttClient.builder()
        .useMqttVersion5()
        .serverHost("127.0.0.1")
        .serverPort(gate.addresses.mqtt().getPort())
        .identifier(clientId)
        .simpleAuth()
        .username(username)
        .password("right".getBytes(StandardCharsets.UTF_8))
        .applySimpleAuth()
        .buildBlocking();
  }

  private Mqtt5BlockingClient program() {
    var program = client5("program", TestGate.KEY_ID);
    program.connect();
    return program;
  }

  @ParameterizedTest
  @EnumSource(MqttQos.class)
  void whatADevicePublishesAProgramReceives(MqttQos qos) throws Exception {
    var program = program();
    var device = device3("d1");
    device.connect();
    try (var received = program.publishes(MqttGlobalPublishFilter.ALL)) {
      program.subscribeWith().topicFilter("/P1/+/up").qos(qos).send();

      device
          .publishWith()
          .topic("/P1/d1/up")
          .qos(qos)
          .payload("21".getBytes(StandardCharsets.UTF_8))
          .send();

      Mqtt5Publish message = received.receive(10, TimeUnit.SECONDS).orElseThrow();
      assertThat(message.getTopic()).hasToString("/P1/d1/up");
      assertThat(message.getPayloadAsBytes()).isEqualTo("21".getBytes(StandardCharsets.UTF_8));
      assertThat(message.getQos()).isEqualTo(qos);
    }
    device.disconnect();
    program.disconnect();
  }

  @ParameterizedTest
  @EnumSource(MqttQos.class)
  void whatAProgramPublishesADeviceReceives(MqttQos qos) throws Exception {
    var program = program();
    var device = device3("d1");
    device.connect();
    try (var received = device.publishes(MqttGlobalPublishFilter.ALL)) {
      device.subscribeWith().topicFilter("/P1/d1/down").qos(qos).send();

      program
          .publishWith()
          .topic("/P1/d1/down")
          .qos(qos)
          .payload("on".getBytes(StandardCharsets.UTF_8))
          .send();

      Mqtt3Publish message = received.receive(10, TimeUnit.SECONDS).orElseThrow();
      assertThat(message.getPayloadAsBytes()).isEqualTo("on".getBytes(StandardCharsets.UTF_8));
    }
    device.disconnect();
    program.disconnect();
  }

  @Test
  void aForeignTopicIsRefusedInMqtt5sOwnWords() {
    var device = client5("x", "login:P1/d1");
    device.connect();

    var failure =
        org.assertj.core.api.Assertions.catchThrowable(
            () -> device.subscribeWith().topicFilter("/P1/d2/up").send());

    assertThat(failure).hasMessageContaining("SUBACK");
    assertThat(device.publishWith().topic("/P1/d1/up").qos(MqttQos.AT_LEAST_ONCE).send().getError())
        .isEmpty();
    device.disconnect();
  }

  @Test
  void messagesForADeviceThatIsAwayWaitForIt() throws Exception {
    var program = program();
    var first = device3("away");
    first.connectWith().cleanSession(false).send();
    first.subscribeWith().topicFilter("/P1/away/down").qos(MqttQos.AT_LEAST_ONCE).send();
    first.disconnect();
    program
        .publishWith()
        .topic("/P1/away/down")
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload("later".getBytes(StandardCharsets.UTF_8))
        .send();
    var second = device3("away");

    try (var received = second.publishes(MqttGlobalPublishFilter.ALL)) {
      boolean present = second.connectWith().cleanSession(false).send().isSessionPresent();

      assertThat(present).isTrue();
      assertThat(received.receive(10, TimeUnit.SECONDS).orElseThrow().getPayloadAsBytes())
          .isEqualTo("later".getBytes(StandardCharsets.UTF_8));
    }
    second.disconnect();
    program.disconnect();
  }

  @Test
  void aWillIsSentWhenADeviceVanishesAndNotWhenItSaysGoodbye() throws Exception {
    var program = program();
    try (var received = program.publishes(MqttGlobalPublishFilter.ALL)) {
      program.subscribeWith().topicFilter("/P1/+/gone").send();
      for (String last : new String[] {"e000", ""}) {
        try (var device = gate.connect()) {
          String name = last.isEmpty() ? "vanished" : "polite";
          device.send(
              Wire.connect("login:P1/" + name).flags(8).will("/P1/" + name + "/gone", "x").bytes());
          device.readPacket();
          device.send(Wire.hex(last));
        }
      }

      Optional<Mqtt5Publish> message = received.receive(10, TimeUnit.SECONDS);

      assertThat(message.orElseThrow().getTopic()).hasToString("/P1/vanished/gone");
    }
    program.disconnect();
  }

  @Test
  void theCapabilitiesOfAnEarlyAndALateConnectionAreTheSame() {
    var device = client5("x", "login:P1/caps");

    Mqtt5ConnAck late = device.connect();
    device.disconnect();
    Mqtt5ConnAck early = device.connectWith().sessionExpiryInterval(60).send();
    device.disconnect();

    assertThat(late.getRestrictions().getReceiveMaximum())
        .isEqualTo(early.getRestrictions().getReceiveMaximum());
    assertThat(late.getRestrictions().getMaximumPacketSize())
        .isEqualTo(early.getRestrictions().getMaximumPacketSize());
    assertThat(late.getRestrictions().getTopicAliasMaximum())
        .isEqualTo(early.getRestrictions().getTopicAliasMaximum());
  }

  @Test
  void theLargestMessageGoesThrough() throws Exception {
    var program = program();
    var device = device3("d1");
    device.connect();
    byte[] payload = new byte[256 * 1024];
    Arrays.fill(payload, (byte) 'x');
    try (var received = program.publishes(MqttGlobalPublishFilter.ALL)) {
      program.subscribeWith().topicFilter("/P1/d1/#").send();

      device.publishWith().topic("/P1/d1/big").qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();

      assertThat(received.receive(10, TimeUnit.SECONDS).orElseThrow().getPayloadAsBytes())
          .isEqualTo(payload);
    }
    device.disconnect();
    program.disconnect();
  }

  @Test
  void aNewerLoginTakesOverAtTheBrokerToo() throws Exception {
    var program = program();
    try (var older = gate.connect();
        var newer = gate.connect()) {
      older.send(Wire.connect("login:P1/d1").persistent().bytes());
      older.readPacket();
      older.send(Wire.subscribe(4, 1, "/P1/d1/down"));
      older.readPacket();

      newer.send(Wire.connect("login:P1/d1").persistent().bytes());

      assertThat(newer.readPacketHex()).isEqualTo("20020100");
      assertThat(older.isEnded()).isTrue();
      program
          .publishWith()
          .topic("/P1/d1/down")
          .payload("on".getBytes(StandardCharsets.UTF_8))
          .send();
      assertThat(newer.readPacket()).isEqualTo(Wire.publish(4, "/P1/d1/down", 0, 0, "on"));
      assertThat(gate.outcomes(EventKind.SESSION_CLOSED)).containsExactly("TAKEN_OVER");
    }
    program.disconnect();
  }

  @Test
  void aDisabledDevicePublishesNothingMore() throws Exception {
    var device = device3("d1");
    device.connect();
    device.publishWith().topic("/P1/d1/up").qos(MqttQos.AT_LEAST_ONCE).send();

    gate.gate.sessions().close(D1, "DEVICE_DISABLED");

    TestGate.await(() -> !device.getState().isConnected());
    assertThat(gate.awaitEvent(EventKind.SESSION_CLOSED).outcome()).isEqualTo("DEVICE_DISABLED");
  }

  @Test
  void aDeviceReceivesItsSystemTopicsWithoutSubscribing() throws Exception {
    var program = program();
    try (var device = gate.connect()) {
      device.send(Wire.connect("login:P1/d1").clientId("c|_ss=1|").bytes());
      device.readPacket();
      TestGate.await(() -> gate.gate.counters().read().upstreams() == 2);
      TestGate.await(
          () -> {
            program
                .publishWith()
                .topic("/P1/d1/auto/command")
                .payload("on".getBytes(StandardCharsets.UTF_8))
                .send();
            return hasBytes(device);
          });

      assertThat(device.readPacket()).isEqualTo(Wire.publish(4, "/P1/d1/auto/command", 0, 0, "on"));
    }
    program.disconnect();
  }

  @ParameterizedTest
  @ValueSource(ints = {MqttConnectOptions.MQTT_VERSION_3_1, MqttConnectOptions.MQTT_VERSION_3_1_1})
  void theClientIdOfAnOldProtocolMayBeLong(int version) throws Exception {
    var received = new LinkedBlockingQueue<String>();
    String uri = "tcp://127.0.0.1:" + gate.addresses.mqtt().getPort();
    var options = new MqttConnectOptions();
    options.setMqttVersion(version);
    options.setUserName("login:P1/d1");
    options.setPassword("right".toCharArray());
    try (var client = new org.eclipse.paho.client.mqttv3.MqttClient(uri, "x".repeat(200), null)) {
      client.connect(options);
      client.subscribe(
          "/P1/d1/#",
          1,
          (topic, message) ->
              received.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8)));

      client.publish("/P1/d1/x", "own".getBytes(StandardCharsets.UTF_8), 1, false);
      client.publish("/P1/d1/ask", "time?".getBytes(StandardCharsets.UTF_8), 0, false);

      assertThat(List.of(next(received), next(received)))
          .containsExactlyInAnyOrder("/P1/d1/x own", "/P1/d1/answer re: time?");
      client.disconnect();
    }
  }

  private static String next(BlockingQueue<String> received) throws InterruptedException {
    return Objects.requireNonNull(received.poll(10, TimeUnit.SECONDS), "nothing came");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aDeviceThatSubscribesToASystemTopicAllTheSameIsToldOnce(int qos) throws Exception {
    var program = program();
    try (var device = gate.connect()) {
      device.send(Wire.connect("login:P1/d1").clientId("c|_ss=1|").bytes());
      device.readPacket();
      device.send(Wire.subscribe(4, 1, "/P1/d1/auto/command", "/P1/d1/+/command"));
      assertThat(device.readPacketHex()).isEqualTo("900400010101");

      for (String word : new String[] {"once", "after"}) {
        program
            .publishWith()
            .topic("/P1/d1/auto/command")
            .qos(Objects.requireNonNull(MqttQos.fromCode(qos)))
            .payload(word.getBytes(StandardCharsets.UTF_8))
            .send();
      }

      for (String word : new String[] {"once", "after"}) {
        byte[] publish = device.readPacket();
        assertThat(payload(publish)).isEqualTo(word);
        if (qos > 0) {
          device.send(Wire.hex("4002"), new byte[] {publish[23], publish[24]});
        }
      }
    }
    program.disconnect();
  }

  /// Of a PUBLISH on the only topic of its length.
  private static String payload(byte[] publish) {
    int qos = publish[0] >> 1 & 3;
    int from = 2 + 2 + "/P1/d1/auto/command".length() + (qos > 0 ? 2 : 0);
    return new String(publish, from, publish.length - from, StandardCharsets.UTF_8);
  }

  private static boolean hasBytes(RawClient client) {
    try {
      return client.available() > 0;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
