package io.mintmark.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Starting, stopping and starting again, and what lives through it.
class BrokerLifeTest {

  @TempDir Path folder;
  private final List<EmbeddedBroker> brokers = new ArrayList<>();

  @AfterEach
  void stopBrokers() {
    brokers.forEach(EmbeddedBroker::stop);
  }

  @Test
  void aQueuedMessageOfAPersistentSessionLivesThroughARestart() throws Exception {
    EmbeddedBroker broker = broker(BrokerSettings.in(folder));
    broker.start();
    Mqtt3BlockingClient device = connect(broker, "device", false);
    device.subscribeWith().topicFilter("$thing/down/#").qos(MqttQos.AT_LEAST_ONCE).send();
    device.disconnect();
    Mqtt3BlockingClient cloud = connect(broker, "cloud", true);
    publish(cloud, "$thing/down/property/P/D", "while you were away");
    cloud.disconnect();

    broker.stop();
    broker.start();

    Mqtt3BlockingClient again = client(broker, "device");
    try (var messages = again.publishes(MqttGlobalPublishFilter.ALL)) {
      connect(again, broker, "device", ClientKind.DEVICE, false);
      var message = messages.receive(10, TimeUnit.SECONDS).orElseThrow();
      assertThat(message.getTopic().toString()).isEqualTo("$thing/down/property/P/D");
      assertThat(message.getPayloadAsBytes()).asString(UTF_8).isEqualTo("while you were away");
    }
    again.disconnect();
  }

  @Test
  void inMemoryASessionEndsWithTheBroker() throws Exception {
    EmbeddedBroker broker = broker(settings("conf", 0, 1, 1, SessionStore.MEMORY));
    broker.start();
    leaveSession(broker, "device", ClientKind.DEVICE);
    Mqtt3BlockingClient before = client(broker, "device");
    assertThat(connect(before, broker, "device", ClientKind.DEVICE, false)).isTrue();
    before.disconnect();

    broker.stop();
    broker.start();

    Mqtt3BlockingClient after = client(broker, "device");
    assertThat(connect(after, broker, "device", ClientKind.DEVICE, false)).isFalse();
    after.disconnect();
  }

  @Test
  void aFullQueueKeepsWhatCameFirstAndAnApplicationKeepsMore() throws Exception {
    EmbeddedBroker broker = broker(settings("conf", 0, 2, 3));
    broker.start();
    leaveSession(broker, "device", ClientKind.DEVICE);
    leaveSession(broker, "application", ClientKind.APPLICATION);

    Mqtt3BlockingClient sender = connect(broker, "sender", true);
    for (String text : List.of("1", "2", "3", "4")) {
      publish(sender, "t", text);
    }
    sender.disconnect();

    assertThat(collect(broker, "device", ClientKind.DEVICE, 2)).containsExactly("1", "2", "end");
    assertThat(collect(broker, "application", ClientKind.APPLICATION, 3))
        .containsExactly("1", "2", "3", "end");
  }

  @Test
  void startingAndStoppingTwiceIsFineAndQuiet() throws Exception {
    var events = new ListAppender<ILoggingEvent>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    events.start();
    root.addAppender(events);
    var handler = Thread.getDefaultUncaughtExceptionHandler();
    EmbeddedBroker broker = broker(BrokerSettings.in(folder));
    try {
      broker.stop();
      broker.start();
      InetSocketAddress address = broker.address();
      broker.start();
      assertThat(broker.address()).isEqualTo(address);
      assertThat(address.getAddress()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
      broker.stop();
      broker.stop();
    } finally {
      root.detachAppender(events);
    }

    assertThatThrownBy(broker::address).isInstanceOf(IllegalStateException.class);
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(handler);
    assertThat(events.list)
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
        .filteredOn(event -> !event.getLoggerName().startsWith("io.mintmark"))
        .isEmpty();
  }

  @Test
  void aStoppedBrokerLeavesNoThreadThatKeepsTheProcessAlive() throws Exception {
    var before = Thread.getAllStackTraces().keySet();
    EmbeddedBroker broker = broker(BrokerSettings.in(folder));
    broker.start();
    broker.stop();

    var left = new HashSet<>(Thread.getAllStackTraces().keySet());
    left.removeAll(before);
    left.removeIf(Thread::isDaemon);
    for (Thread ending : left) {
      assertThat(ending.join(Duration.ofSeconds(10))).as(ending.getName()).isTrue();
    }
  }

  @Test
  void twoBrokersInOneProcessKnowNothingOfEachOther() throws Exception {
    EmbeddedBroker one = broker(BrokerSettings.in(folder.resolve("one")));
    EmbeddedBroker two = broker(BrokerSettings.in(folder.resolve("two")));
    one.start();
    two.start();

    BrokerPass passOfOne = one.newPass("a", ClientKind.DEVICE).orElseThrow();
    assertThatThrownBy(() -> MqttVersion.MQTT_3_1_1.connect(two.address(), "a", passOfOne));
    try (var session = MqttVersion.MQTT_3_1_1.connect(one.address(), "a", passOfOne)) {
      two.stop();
      session.subscribe("$t/x", 1);
      session.publish("$t/x", 1, "alive");
      assertThat(session.next(10)).isEqualTo("$t/x alive");
    }
  }

  @Test
  void aDataFolderInUseIsSaidAndStaysWithItsOwner() throws Exception {
    EmbeddedBroker owner = broker(BrokerSettings.in(folder));
    owner.start();
    EmbeddedBroker second = broker(settings("other-conf", 0, 1, 1));

    assertThatThrownBy(second::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another broker")
        .hasMessageContaining(folder.resolve("data").toString());
    owner.stop();
    second.start();
  }

  @Test
  void aPortInUseIsSaidAndTheBrokerStartsOnceItIsFree() throws Exception {
    EmbeddedBroker broker;
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      broker = broker(settings("conf", taken.getLocalPort(), 1, 1));

      assertThatThrownBy(broker::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
    broker.start();
    assertThat(broker.address().getPort()).isPositive();
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    EmbeddedBroker broker = broker(BrokerSettings.in(file));

    assertThatThrownBy(broker::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  private EmbeddedBroker broker(BrokerSettings settings) {
    var broker = new EmbeddedBroker(settings, new SecureRandom(), Clock.systemUTC());
    brokers.add(broker);
    return broker;
  }

  private BrokerSettings settings(String conf, int port, int deviceQueue, int applicationQueue) {
    return settings(conf, port, deviceQueue, applicationQueue, SessionStore.FILE);
  }

  private BrokerSettings settings(
      String conf, int port, int deviceQueue, int applicationQueue, SessionStore store) {
    return new BrokerSettings(
        folder.resolve("data"),
        folder.resolve(conf),
        port,
        deviceQueue,
        applicationQueue,
        BrokerLimits.DEFAULT,
        store);
  }

  private static void leaveSession(EmbeddedBroker broker, String clientId, ClientKind kind) {
    Mqtt3BlockingClient client = client(broker, clientId);
    connect(client, broker, clientId, kind, false);
    client.subscribeWith().topicFilter("t").qos(MqttQos.AT_LEAST_ONCE).send();
    client.disconnect();
  }

  /// So many of the messages kept for this client, and one more that is sent to it afterwards.
  private static List<String> collect(
      EmbeddedBroker broker, String clientId, ClientKind kind, int count)
      throws InterruptedException {
    Mqtt3BlockingClient client = client(broker, clientId);
    List<String> received = new ArrayList<>();
    try (var messages = client.publishes(MqttGlobalPublishFilter.ALL)) {
      connect(client, broker, clientId, kind, false);
      for (int i = 0; i <= count; i++) {
        if (i == count) {
          client.publishWith().topic("t").payload("end".getBytes(UTF_8)).send();
        }
        var message = messages.receive(10, TimeUnit.SECONDS).orElseThrow();
        received.add(new String(message.getPayloadAsBytes(), UTF_8));
      }
    }
    client.disconnect();
    return received;
  }

  private static void publish(Mqtt3BlockingClient client, String topic, String text) {
    client
        .publishWith()
        .topic(topic)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(text.getBytes(UTF_8))
        .send();
  }

  private static Mqtt3BlockingClient client(EmbeddedBroker broker, String clientId) {
    return MqttClient.builder()
        .useMqttVersion3()
        .identifier(clientId)
        .serverAddress(broker.address())
        .buildBlocking();
  }

  private static Mqtt3BlockingClient connect(
      EmbeddedBroker broker, String clientId, boolean clean) {
    Mqtt3BlockingClient client = client(broker, clientId);
    connect(client, broker, clientId, ClientKind.DEVICE, clean);
    return client;
  }

  /// Whether the broker had a session of this client.
  private static boolean connect(
      Mqtt3BlockingClient client,
      EmbeddedBroker broker,
      String clientId,
      ClientKind kind,
      boolean clean) {
    BrokerPass pass = broker.newPass(clientId, kind).orElseThrow();
    return client
        .connectWith()
        .cleanSession(clean)
        .simpleAuth()
        .username(pass.userName())
        .password(pass.password().getBytes(UTF_8))
        .applySimpleAuth()
        .send()
        .isSessionPresent();
  }
}
