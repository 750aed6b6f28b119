package io.mintmark.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttSecurityException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets into the broker, and what may be said there, with real clients of each MQTT version.
class GateOnlyTest {

  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new EmbeddedBroker(BrokerSettings.in(folder), new SecureRandom(), Clock.systemUTC());
    broker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.stop();
  }

  static Stream<Arguments> versionsAndTopics() {
    return Stream.of(MqttVersion.values())
        .flatMap(
            version ->
                Stream.of(
                        "$thing/up/property/P/D",
                        "/sys/a/b/thing/event/property/post",
                        "P/D/user/update")
                    .map(topic -> Arguments.of(version, topic)));
  }

  @ParameterizedTest
  @MethodSource("versionsAndTopics")
  void aClientWithAPassExchangesMessages(MqttVersion version, String topic) throws Exception {
    try (var session = version.connect(broker.address(), "device", passFor("device"))) {
      session.subscribe(topic, 1);

      session.publish(topic, 0, "zero");
      session.publish(topic, 1, "one");

      // The broker keeps no order between the two: only QoS 1 waits to be written down.
      assertThat(Arrays.asList(session.next(10), session.next(10)))
          .containsExactlyInAnyOrder(topic + " zero", topic + " one");
    }
  }

  @Test
  void aWildcardReachesDollarTopicsOnlyWhenItNamesTheirFirstLevel() throws Exception {
    try (var session = MqttVersion.MQTT_3_1_1.connect(broker.address(), "w", passFor("w"))) {
      session.subscribe("#", 1);
      session.subscribe("$thing/#", 1);

      session.publish("$thing/up/property/P/D", 1, "dollar");
      session.publish("plain", 1, "plain");

      assertThat(session.next(10)).isEqualTo("$thing/up/property/P/D dollar");
      assertThat(session.next(10)).isEqualTo("plain plain");
    }
  }

  @Test
  void overlappingSubscriptionsBringOneCopy() throws Exception {
    try (var session = MqttVersion.MQTT_3_1_1.connect(broker.address(), "o", passFor("o"))) {
      session.subscribe("overlap/#", 0);
      session.subscribe("overlap/+", 1);
      session.subscribe("overlap/x", 1);

      session.publish("overlap/x", 1, "once");
      session.publish("overlap/end", 1, "end");

      assertThat(session.next(10)).isEqualTo("overlap/x once");
      assertThat(session.next(10)).isEqualTo("overlap/end end");
    }
  }

  @ParameterizedTest
  @EnumSource(MqttVersion.class)
  void aClientWithAPasswordOfItsOwnIsRefused(MqttVersion version) {
    assertRefused(version, "device", new BrokerPass("device", "secret"));
  }

  @ParameterizedTest
  @EnumSource(MqttVersion.class)
  void aClientWithAUsedPassIsRefused(MqttVersion version) throws Exception {
    BrokerPass pass = passFor("used");
    version.connect(broker.address(), "used", pass).close();

    assertRefused(version, "used", pass);
  }

  @ParameterizedTest
  @EnumSource(MqttVersion.class)
  void aClientWithThePassOfAnotherIsRefused(MqttVersion version) {
    assertRefused(version, "b", passFor("a"));
  }

  @Test
  void aClientWithoutPasswordIsRefused() {
    Mqtt5BlockingClient client = client("nobody");

    var refusal = catchThrowableOfType(Mqtt5ConnAckException.class, client::connect);

    assertThat(refusal.getMqttMessage().getReasonCode())
        .isEqualTo(Mqtt5ConnAckReasonCode.NOT_AUTHORIZED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535})
  void theConnackStatesOurLimitsAndLeavesTheKeepAliveAlone(int keepAlive) {
    Mqtt5BlockingClient client = client("limits");

    Mqtt5ConnAck connack = connect(client, "limits", keepAlive, 0xFFFF_FFFFL);

    var restrictions = connack.getRestrictions();
    assertThat(restrictions.getMaximumPacketSize()).isEqualTo(broker.limits().maxPacketBytes());
    assertThat(restrictions.getReceiveMaximum()).isEqualTo(broker.limits().receiveMaximum());
    assertThat(restrictions.getTopicAliasMaximum()).isZero();
    assertThat(restrictions.isRetainAvailable()).isTrue();
    assertThat(restrictions.isWildcardSubscriptionAvailable()).isTrue();
    assertThat(restrictions.isSharedSubscriptionAvailable()).isTrue();
    assertThat(restrictions.areSubscriptionIdentifiersAvailable()).isTrue();
    assertThat(connack.getServerKeepAlive()).isEmpty();
    assertThat(connack.getSessionExpiryInterval())
        .hasValue(broker.limits().sessionExpiry().toSeconds());
    client.disconnectWith().sessionExpiryInterval(0).send();
  }

  @Test
  void theLongestClientIdIsAdmittedAndALongerOneIsNot() throws Exception {
    String longest = "i".repeat(broker.limits().maxClientIdChars());
    MqttVersion.MQTT_5.connect(broker.address(), longest, passFor(longest)).close();

    assertThatThrownBy(
            () ->
                MqttVersion.MQTT_5.connect(broker.address(), longest + "i", passFor(longest + "i")))
        .isInstanceOf(Mqtt5ConnAckException.class);
  }

  @Test
  void aMessageOf256KiBPasses() throws Exception {
    String payload = "m".repeat(256 * 1024);
    try (var session = MqttVersion.MQTT_3_1_1.connect(broker.address(), "big", passFor("big"))) {
      session.subscribe("big", 1);

      session.publish("big", 1, payload);

      assertThat(session.next(10)).isEqualTo("big " + payload);
    }
  }

  @Test
  void aSecondConnectionOfOneClientIdEndsTheFirst() throws Exception {
    var first = MqttVersion.MQTT_3_1_1.connect(broker.address(), "twin", passFor("twin"));
    try (var second = MqttVersion.MQTT_5.connect(broker.address(), "twin", passFor("twin"))) {
      second.subscribe("twin", 1);
      second.publish("twin", 1, "still here");

      assertThat(second.next(10)).isEqualTo("twin still here");
      assertThatThrownBy(() -> first.publish("twin", 1, "ghost")).isInstanceOf(Exception.class);
    } finally {
      first.close();
    }
  }

  private static BrokerPass passFor(String clientId) {
    return broker.newPass(clientId, ClientKind.DEVICE).orElseThrow();
  }

  private static void assertRefused(MqttVersion version, String clientId, BrokerPass pass) {
    assertThatThrownBy(() -> version.connect(broker.address(), clientId, pass))
        .isInstanceOfAny(MqttSecurityException.class, Mqtt5ConnAckException.class);
  }

  private static Mqtt5BlockingClient client(String clientId) {
    return MqttClient.builder()
        .useMqttVersion5()
        .identifier(clientId)
        .serverAddress(broker.address())
        .buildBlocking();
  }

  private static Mqtt5ConnAck connect(
      Mqtt5BlockingClient client, String clientId, int keepAlive, long sessionExpiry) {
    BrokerPass pass = passFor(clientId);
    return client
        .connectWith()
        .keepAlive(keepAlive)
        .sessionExpiryInterval(sessionExpiry)
        .simpleAuth()
        .username(pass.userName())
        .password(pass.password().getBytes(UTF_8))
        .applySimpleAuth()
        .send();
  }
}
